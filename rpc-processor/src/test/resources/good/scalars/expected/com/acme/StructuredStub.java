package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Structured}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StructuredStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public StructuredStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Structured.All> all(Structured.Numbers numbers) {
    return RemoteCall.of(channel, StructuredMethods.ALL, out ->
        StructuredCodecs.writeNumbers(out, numbers));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Structured blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Structured {
    private final StructuredStub stub;

    Blocking(StructuredStub stub) {
      this.stub = stub;
    }

    @Override
    public Structured.All all(Structured.Numbers numbers) {
      return stub.all(numbers).remote();
    }
  }
}
