package com.acme;

import com.acme.annotations.Absent;
import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Parts}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class PartsStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public PartsStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Integer> count(List<@Absent.Nullable String> parts) {
    return RemoteCall.of(channel, PartsMethods.COUNT, out ->
        PartsCodecs.writeListOfString(out, parts));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Parts blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Parts {
    private final PartsStub stub;

    Blocking(PartsStub stub) {
      this.stub = stub;
    }

    @Override
    public int count(List<@Absent.Nullable String> parts) {
      return stub.count(parts).remote();
    }
  }
}
