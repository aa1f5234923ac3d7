package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Outer.Inner.Holder.Deepest}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_Inner_Holder_DeepestStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  Outer_Inner_Holder_DeepestStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  RemoteCall<int[]> numbers(int... numbers) {
    return RemoteCall.of(channel, Outer_Inner_Holder_DeepestMethods.NUMBERS, out ->
        Outer_Inner_Holder_DeepestCodecs.writeArrayOfInt(out, numbers));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  Outer.Inner.Holder.Deepest blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Outer.Inner.Holder.Deepest {
    private final Outer_Inner_Holder_DeepestStub stub;

    Blocking(Outer_Inner_Holder_DeepestStub stub) {
      this.stub = stub;
    }

    @Override
    public int[] numbers(int... numbers) {
      return stub.numbers(numbers).remote();
    }
  }
}
