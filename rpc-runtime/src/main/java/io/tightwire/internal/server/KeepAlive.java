package io.tightwire.internal.server;

import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * The keepalive of all clients: sends heartbeats, and drops clients that are silent, take nothing
 * of what is sent to them, or do not say HELLO. Ends connections that are too old. Only clients
 * that are due are checked. Confined to the loop thread.
 */
final class KeepAlive {

  private final long timeout;
  private final Deadlines<Session> checks = new Deadlines<>();

  KeepAlive(Heartbeat heartbeat) {
    this.timeout = Times.nanos(heartbeat.timeout());
  }

  void add(Session session) {
    checks.add(session);
  }

  void remove(Session session) {
    checks.remove(session);
  }

  /** Checks the clients that are due. */
  void check(long now) {
    for (Session session = checks.poll(now); session != null; session = checks.poll(now)) {
      boolean receiving = session.peer.isReceiving(now, timeout);
      String fault = fault(session, receiving, now);
      if (fault != null) {
        session.peer.drop(fault);
      } else {
        if (session.liveness.shouldPing(now)) {
          session.peer.send(FrameWriter.ping());
        }
        if (receiving) {
          session.liveness.heard(now); // its frames are behind the message that it is sending
        }
        session.checkAt = session.nextCheck();
        checks.add(session);
      }
    }
  }

  private @Nullable String fault(Session session, boolean receiving, long now) {
    String fault = session.liveness.fault(receiving, session.peer.isStalled(now, timeout), now);
    if (fault == null && session.isOverdue(now)) {
      return "it has not said HELLO";
    }
    return fault == null ? session.checkAge(now) : fault;
  }

  /** Returns when the next check is due. */
  long next() {
    return checks.next();
  }

  int size() {
    return checks.size();
  }
}
