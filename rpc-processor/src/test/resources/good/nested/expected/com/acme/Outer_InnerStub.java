package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Outer.Inner}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_InnerStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  Outer_InnerStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  RemoteCall<Outer.Data> data(Outer.Data data) {
    return RemoteCall.of(channel, Outer_InnerMethods.DATA, out ->
        Outer_InnerCodecs.writeData(out, data));
  }

  RemoteCall<Void> log(String format, Outer.Object2... arguments) {
    return RemoteCall.of(channel, Outer_InnerMethods.LOG, out -> {
      out.writeString(format);
      Outer_InnerCodecs.writeArrayOfObject2(out, arguments);
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  Outer.Inner blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Outer.Inner {
    private final Outer_InnerStub stub;

    Blocking(Outer_InnerStub stub) {
      this.stub = stub;
    }

    @Override
    public Outer.Data data(Outer.Data data) {
      return stub.data(data).remote();
    }

    @Override
    public void log(String format, Outer.Object2... arguments) {
      stub.log(format, arguments).remote();
    }
  }
}
