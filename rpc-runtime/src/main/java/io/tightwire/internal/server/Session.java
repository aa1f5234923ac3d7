package io.tightwire.internal.server;

import io.tightwire.internal.flow.CallTable;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.Peer;

/**
 * One client: its connection and the calls it has open. Confined to the loop thread, but for what
 * handlers read of it.
 */
final class Session extends Timed {

  final Peer peer;
  final Liveness liveness;
  final CallTable<ServerCall> calls = new CallTable<>();
  final Outflow outflow;
  boolean greeted;

  /** What the client takes; said before its first call, so that handlers see it too. */
  long maxMessageSize = Long.MAX_VALUE;

  /** When the client's liveness is looked at next; changed only outside of the heap. */
  long checkAt;

  Session(Peer peer, Liveness liveness, long maxWaitingBytes) {
    super(NEVER);
    this.peer = peer;
    this.liveness = liveness;
    this.outflow = new Outflow(peer, maxWaitingBytes);
    this.checkAt = liveness.next();
  }

  @Override
  protected long due() {
    return checkAt;
  }
}
