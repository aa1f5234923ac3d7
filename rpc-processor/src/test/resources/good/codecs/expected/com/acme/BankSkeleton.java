package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Bank}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BankSkeleton implements RpcSkeleton {
  private final Bank implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public BankSkeleton(Bank implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return BankMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<List<Currency>>returning(BankMethods.CURRENCIES, this::currencies),
        ServerMethod.<Bank.Money>returning(BankMethods.CONVERT, this::convert)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(BankSkeleton.class, "com.acme.Bank");
  }

  private Invocation<List<Currency>> currencies(WireReader in) {
    Locale locale = BankCodecs.LOCALE.read(in);
    return () -> implementation.currencies(locale);
  }

  private Invocation<Bank.Money> convert(WireReader in) {
    Bank.Money money = BankCodecs.readMoney(in);
    Currency to = BankCodecs.CURRENCY.read(in);
    return () -> implementation.convert(money, to);
  }
}
