package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Made}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class MadeStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public MadeStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Made.Money> twice(Made.Money money) {
    return RemoteCall.of(channel, MadeMethods.TWICE, out -> MadeCodecs.MONEY.write(out, money));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Made blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Made {
    private final MadeStub stub;

    Blocking(MadeStub stub) {
      this.stub = stub;
    }

    @Override
    public Made.Money twice(Made.Money money) {
      return stub.twice(money).remote();
    }
  }
}
