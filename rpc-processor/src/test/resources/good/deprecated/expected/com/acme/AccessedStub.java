package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Accessed}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class AccessedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public AccessedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Void> work() {
    return RemoteCall.of(channel, AccessedMethods.WORK, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Accessed blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Accessed {
    private final AccessedStub stub;

    Blocking(AccessedStub stub) {
      this.stub = stub;
    }

    @Override
    public void work() throws Accessed.Late {
      try {
        stub.work().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Accessed.Late declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
