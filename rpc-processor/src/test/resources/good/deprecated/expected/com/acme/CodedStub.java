package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Coded}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class CodedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public CodedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Coded.Money> twice(Coded.Money money) {
    return RemoteCall.of(channel, CodedMethods.TWICE, out -> CodedCodecs.MONEY.write(out, money));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Coded blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Coded {
    private final CodedStub stub;

    Blocking(CodedStub stub) {
      this.stub = stub;
    }

    @Override
    public Coded.Money twice(Coded.Money money) {
      return stub.twice(money).remote();
    }
  }
}
