package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Vault}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VaultStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public VaultStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<String> open(String e, String declared) {
    return RemoteCall.of(channel, VaultMethods.OPEN, out -> {
      out.writeString(e);
      out.writeString(declared);
    });
  }

  public RemoteCall<Void> close() {
    return RemoteCall.of(channel, VaultMethods.CLOSE, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Vault blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Vault {
    private final VaultStub stub;

    Blocking(VaultStub stub) {
      this.stub = stub;
    }

    @Override
    public String open(String e, String declared) throws Vault.Locked, Vault.Denied, IOException {
      try {
        return stub.open(e, declared).remote();
      } catch (RpcRemoteException e_) {
        if (e_.getCause() instanceof Vault.Locked declared_) {
          throw declared_;
        }
        if (e_.getCause() instanceof Vault.Denied declared_) {
          throw declared_;
        }
        if (e_.getCause() instanceof IOException declared_) {
          throw declared_;
        }
        throw e_;
      }
    }

    @Override
    public void close() throws TimeoutException {
      try {
        stub.close().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof TimeoutException declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
