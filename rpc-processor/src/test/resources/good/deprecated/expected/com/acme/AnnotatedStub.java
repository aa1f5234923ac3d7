package com.acme;

import com.acme.annotations.Nullable;
import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Annotated}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class AnnotatedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public AnnotatedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<String> find(String key) {
    return RemoteCall.of(channel, AnnotatedMethods.FIND, out -> out.writeString(key));
  }

  public RemoteCall<Void> store(@Nullable String value) {
    return RemoteCall.of(channel, AnnotatedMethods.STORE, out -> out.writeString(value));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Annotated blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Annotated {
    private final AnnotatedStub stub;

    Blocking(AnnotatedStub stub) {
      this.stub = stub;
    }

    @Override
    @Nullable
    public String find(String key) {
      return stub.find(key).remote();
    }

    @Override
    public void store(@Nullable String value) {
      stub.store(value).remote();
    }
  }
}
