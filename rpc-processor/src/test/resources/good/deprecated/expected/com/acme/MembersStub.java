package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Members}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class MembersStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public MembersStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Members.Pair<String>> pair(Members.Pair<String> pair) {
    return RemoteCall.of(channel, MembersMethods.PAIR, out ->
        MembersCodecs.writePairOfString(out, pair));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Members blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Members {
    private final MembersStub stub;

    Blocking(MembersStub stub) {
      this.stub = stub;
    }

    @Override
    public Members.Pair<String> pair(Members.Pair<String> pair) throws Members.Gone {
      try {
        return stub.pair(pair).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Members.Gone declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
