package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Till}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class TillStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public TillStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Void> pay() {
    return RemoteCall.of(channel, TillMethods.PAY, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> open() {
    return RemoteCall.of(channel, TillMethods.OPEN, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> close() {
    return RemoteCall.of(channel, TillMethods.CLOSE, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> anything() {
    return RemoteCall.of(channel, TillMethods.ANYTHING, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Till blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Till {
    private final TillStub stub;

    Blocking(TillStub stub) {
      this.stub = stub;
    }

    @Override
    public void pay() throws Till.Refused, Till.Expensive {
      try {
        stub.pay().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Till.Refused declared) {
          throw declared;
        }
        if (e.getCause() instanceof Till.Expensive declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public void open() throws Till.Stuck, Till.Jammed {
      try {
        stub.open().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Till.Stuck declared) {
          throw declared;
        }
        if (e.getCause() instanceof Till.Jammed declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public void close() throws Exception {
      try {
        stub.close().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Exception declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public void anything() throws Till.Refused, Throwable {
      try {
        stub.anything().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Till.Refused declared) {
          throw declared;
        }
        if (e.getCause() != null) {
          throw e.getCause();
        }
        throw e;
      }
    }
  }
}
