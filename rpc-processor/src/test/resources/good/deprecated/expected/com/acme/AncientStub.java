package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Ancient}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@Deprecated(
    forRemoval = true
)
@SuppressWarnings({"deprecation", "removal"})
public final class AncientStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public AncientStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Works.
   *
   * @return the call
   */
  public RemoteCall<Void> work() {
    return RemoteCall.of(channel, AncientMethods.WORK, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Ancient blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Ancient {
    private final AncientStub stub;

    Blocking(AncientStub stub) {
      this.stub = stub;
    }

    @Override
    public void work() {
      stub.work().remote();
    }
  }
}
