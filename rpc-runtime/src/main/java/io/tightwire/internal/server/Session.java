package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.CallTable;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemBytes;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * One client: its connection, the calls it has open, and what is kept for it. Confined to the loop
 * thread; handler threads read {@link #peer} and {@link #maxMessageSize}, and use the accounts and
 * the gate, which are thread-safe.
 */
final class Session extends Timed {

  final Peer peer;
  final Liveness liveness;
  final CallTable<ServerCall> calls = new CallTable<>();

  /** The bytes of responses that are kept for it. */
  final ResponseBytes responses;

  /** The memory that holds items of its streams. */
  final ItemBytes items;

  final ReplyQueue replies;

  /** Holds back its calls while too many responses are kept for it. */
  final CallGate gate;

  /** The bytes of the messages that its open calls came in. */
  final ByteBudget requests;

  private final ConnectionAge age;
  private final long helloBy;
  boolean helloReceived;
  private boolean goingAway;

  /** The largest message that the client takes; set before its first call. */
  long maxMessageSize = Long.MAX_VALUE;

  /** The time when the client is checked next; changed only while it is not in the heap. */
  long checkAt;

  /**
   * Creates the session of a client that has not said HELLO.
   *
   * @param allResponses the bytes of responses that are kept for all clients
   * @param allItems the memory that holds items of all streams
   */
  Session(
      ServerCore core,
      Peer peer,
      ServerOptions options,
      SharedByteBudget allResponses,
      SharedByteBudget allItems,
      long now) {
    super(NEVER);
    ServerLimits limits = options.limits();
    this.peer = peer;
    this.liveness = new Liveness(options.heartbeat(), now);
    this.age = new ConnectionAge(options.ageLimit(), now);
    this.responses = new ResponseBytes(peer, limits.waitingBytesPerClient(), allResponses);
    this.items = new ItemBytes(allItems);
    this.replies = new ReplyQueue(peer, responses);
    this.gate =
        new CallGate(responses, now, () -> core.post((loop, unused) -> loop.throttle(this)));
    this.requests = new ByteBudget(limits.requestBytesPerClient());
    this.helloBy = Times.deadline(now, limits.helloWithin());
    this.checkAt = nextCheck();
  }

  /** Returns whether the client should have said HELLO by now. */
  boolean isOverdue(long now) {
    return !helloReceived && helloBy - now <= 0;
  }

  /** Returns when to check it again. */
  long nextCheck() {
    long next = Times.earlier(liveness.next(), age.next());
    return helloReceived ? next : Times.earlier(helloBy, next);
  }

  /**
   * Tells a client to go away whose connection is too old.
   *
   * @return why it is to be dropped, since it has not gone; null if it is not
   */
  @Nullable String checkAge(long now) {
    return age.check(this, now);
  }

  /** Tells the client to make no more calls on this connection, once, and after the HELLO. */
  void goAway(String reason) {
    if (helloReceived && !goingAway) {
      goingAway = true;
      peer.send(FrameWriter.goAway(reason));
    }
  }

  /** Returns whether the client was told to make no more calls on this connection. */
  boolean isGoingAway() {
    return goingAway;
  }

  @Override
  protected long due() {
    return checkAt;
  }
}
