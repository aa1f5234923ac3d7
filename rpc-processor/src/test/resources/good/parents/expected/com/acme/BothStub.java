package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Both}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BothStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public BothStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Both#names()}.
   *
   * @return the call
   */
  public RemoteCall<List<String>> names() {
    return RemoteCall.of(channel, BothMethods.NAMES, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Both#size()}.
   *
   * @return the call
   */
  public RemoteCall<Integer> size() {
    return RemoteCall.of(channel, BothMethods.SIZE, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Both#first(java.lang.Object)}.
   *
   * @param otherwise see the interface
   * @return the call
   */
  public RemoteCall<String> first(String otherwise) {
    return RemoteCall.of(channel, BothMethods.FIRST, out -> out.writeString(otherwise));
  }

  /**
   * Describes a call of {@link Both#touch()}.
   *
   * @return the call
   */
  public RemoteCall<Void> touch() {
    return RemoteCall.of(channel, BothMethods.TOUCH, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Both blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Both {
    private final BothStub stub;

    Blocking(BothStub stub) {
      this.stub = stub;
    }

    @Override
    public List<String> names() {
      return stub.names().remote();
    }

    @Override
    public int size() {
      return stub.size().remote();
    }

    @Override
    public CompletionStage<String> first(String otherwise) {
      return stub.first(otherwise).remoteAsync();
    }

    @Override
    public void touch() {
      stub.touch().remote();
    }
  }
}
