package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Old}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class OldStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public OldStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Old.
   *
   * @return the call
   * @deprecated use {@code better}
   */
  @Deprecated
  public RemoteCall<Integer> worse(int a) {
    return RemoteCall.of(channel, OldMethods.WORSE, out -> out.writeInt(a));
  }

  @Deprecated(
      since = "2",
      forRemoval = true
  )
  public RemoteCall<Integer> worst(int a) {
    return RemoteCall.of(channel, OldMethods.WORST, out -> out.writeInt(a));
  }

  public RemoteCall<Data> better(Data data) {
    return RemoteCall.of(channel, OldMethods.BETTER, out -> OldCodecs.writeData(out, data));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Old blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Old {
    private final OldStub stub;

    Blocking(OldStub stub) {
      this.stub = stub;
    }

    @Deprecated
    @Override
    public int worse(int a) {
      return stub.worse(a).remote();
    }

    @Deprecated(
        since = "2",
        forRemoval = true
    )
    @Override
    public int worst(int a) {
      return stub.worst(a).remote();
    }

    @Override
    public Data better(Data data) {
      return stub.better(data).remote();
    }
  }
}
