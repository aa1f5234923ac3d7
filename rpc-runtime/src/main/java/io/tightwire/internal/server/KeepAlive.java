package io.tightwire.internal.server;

import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * Looks after silent clients: asks each for a sign of life, and gives up those that give none, do
 * not introduce themselves, or take nothing of what is sent to them. Only the clients whose time
 * has come are looked at. Confined to the loop thread.
 */
final class KeepAlive {

  private final Heartbeat heartbeat;
  private final Deadlines<Session> silent = new Deadlines<>();

  KeepAlive(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
  }

  void add(Session session) {
    silent.add(session);
  }

  void remove(Session session) {
    silent.remove(session);
  }

  /** Looks at those whose time has come. */
  void check(long now) {
    for (Session session = silent.poll(now); session != null; session = silent.poll(now)) {
      boolean receiving = session.peer.isReceiving(now, Times.nanos(heartbeat.timeout()));
      String fault = fault(session, receiving, now);
      if (fault != null) {
        session.peer.drop(fault);
      } else {
        if (session.liveness.shouldPing(now)) {
          session.peer.send(FrameWriter.ping());
        }
        if (receiving) {
          session.liveness.heard(now); // its frames wait behind the message that it is sending
        }
        session.checkAt = session.nextCheck();
        silent.add(session);
      }
    }
  }

  private @Nullable String fault(Session session, boolean receiving, long now) {
    if (!receiving && session.liveness.isDead(now)) {
      return "no sign of life for " + Times.print(heartbeat.timeout());
    }
    if (session.peer.isStalled(now, Times.nanos(heartbeat.timeout()))) {
      return "it has taken nothing of what waits for it for " + Times.print(heartbeat.timeout());
    }
    return session.isOverdue(now) ? "it has not said HELLO" : null;
  }

  /** When the next one's time comes. */
  long next() {
    return silent.next();
  }

  int size() {
    return silent.size();
  }
}
