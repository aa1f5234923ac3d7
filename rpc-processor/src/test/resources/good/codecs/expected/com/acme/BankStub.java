package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Bank}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BankStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public BankStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<List<Currency>> currencies(Locale locale) {
    return RemoteCall.of(channel, BankMethods.CURRENCIES, out ->
        BankCodecs.LOCALE.write(out, locale));
  }

  public RemoteCall<Bank.Money> convert(Bank.Money money, Currency to) {
    return RemoteCall.of(channel, BankMethods.CONVERT, out -> {
      BankCodecs.writeMoney(out, money);
      BankCodecs.CURRENCY.write(out, to);
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Bank blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Bank {
    private final BankStub stub;

    Blocking(BankStub stub) {
      this.stub = stub;
    }

    @Override
    public List<Currency> currencies(Locale locale) {
      return stub.currencies(locale).remote();
    }

    @Override
    public Bank.Money convert(Bank.Money money, Currency to) {
      return stub.convert(money, to).remote();
    }
  }
}
