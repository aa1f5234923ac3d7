package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.CallTable;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemBytes;

/**
 * One client: its connection and the calls it has open. Confined to the loop thread, but for what
 * handlers read of it.
 */
final class Session extends Timed {

  final Peer peer;
  final Liveness liveness;
  final CallTable<ServerCall> calls = new CallTable<>();

  /** What is kept for it of what it is to be sent. */
  final ResponseBytes responses;

  /** What is kept of its streams' items. */
  final ItemBytes items;

  final ReplyQueue replies;

  /** What its calls have to pass to be started. */
  final CallGate gate;

  /** The bytes of the messages that its open calls came in. */
  final ByteBudget requests;

  private final long helloBy;
  boolean greeted;

  /** What the client takes; said before its first call, so that handlers see it too. */
  long maxMessageSize = Long.MAX_VALUE;

  /** When the client's liveness is looked at next; changed only outside of the heap. */
  long checkAt;

  /**
   * One that was not greeted yet.
   *
   * @param allResponses what is kept for all clients
   * @param allItems what is kept of all their streams' items
   */
  Session(
      ServerCore core,
      Peer peer,
      Liveness liveness,
      ServerLimits limits,
      SharedByteBudget allResponses,
      SharedByteBudget allItems,
      long now) {
    super(NEVER);
    this.peer = peer;
    this.liveness = liveness;
    this.responses = new ResponseBytes(peer, limits.waitingBytesPerClient(), allResponses);
    this.items = new ItemBytes(allItems);
    this.replies = new ReplyQueue(peer, responses);
    this.gate =
        new CallGate(responses, now, () -> core.post((loop, unused) -> loop.heldBack(this)));
    this.requests = new ByteBudget(limits.requestBytesPerClient());
    this.helloBy = Times.deadline(now, limits.helloWithin());
    this.checkAt = nextCheck();
  }

  /** Whether it should have introduced itself by now. */
  boolean isOverdue(long now) {
    return !greeted && helloBy - now <= 0;
  }

  /** When it is to be looked at again. */
  long nextCheck() {
    return greeted ? liveness.next() : Times.earlier(helloBy, liveness.next());
  }

  @Override
  protected long due() {
    return checkAt;
  }
}
