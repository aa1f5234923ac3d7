package io.tightwire.internal.server;

import io.tightwire.internal.flow.Timed;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Clients of which calls are held back at their {@link CallGate}. Some may have disconnected: their
 * one-way calls are run. Confined to the loop thread.
 */
final class ThrottledClients {

  private final Set<Session> sessions = new LinkedHashSet<>();
  private boolean closed;

  /** Adds a client, whose calls are resumed as it takes what is kept for it. */
  void add(Session session) {
    if (!closed) {
      sessions.add(session);
    }
  }

  /** Resumes calls. Returns when to do so again, or {@link Timed#NEVER}. */
  long resume(long now) {
    if (sessions.isEmpty()) {
      return Timed.NEVER;
    }
    sessions.removeIf(session -> session.gate.resume(now));
    return sessions.isEmpty() ? Timed.NEVER : now + CallGate.CHECK_INTERVAL;
  }

  /** Forgets all: what is held back is cancelled. */
  void close() {
    closed = true;
    sessions.clear();
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** Returns how many calls are held back; for tests. */
  int callsHeldBack() {
    return sessions.stream().mapToInt(session -> session.gate.heldBack()).sum();
  }
}
