package io.tightwire.internal.server;

import io.tightwire.internal.wire.FrameWriter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells clients which services are not ready: new ones if there are any, and all after each change.
 * Confined to the loop thread; changes come from any thread.
 */
final class HealthAnnouncer {

  private final ServiceHealth health;

  /** Whether a command is posted for a change: more changes need no other. */
  private final AtomicBoolean posted = new AtomicBoolean();

  /**
   * Creates the announcer.
   *
   * @param core is posted to after changes
   */
  HealthAnnouncer(ServiceHealth health, ServerCore core) {
    this.health = health;
    health.addListener(
        () -> {
          if (!posted.getAndSet(true)) {
            core.post((loop, now) -> loop.announceHealth());
          }
        });
  }

  /** Tells a client that has said HELLO, unless all is ready. */
  void greet(Session session) {
    Set<String> notReady = health.notReady();
    if (!notReady.isEmpty()) {
      send(session, notReady);
    }
  }

  /** Tells all clients. */
  void announce(Collection<Session> sessions) {
    posted.set(false); // before it is read: a later change is announced again
    Set<String> notReady = health.notReady();
    for (Session session : sessions) {
      if (session.helloReceived) {
        send(session, notReady);
      }
    }
  }

  private static void send(Session session, Set<String> notReady) {
    session.peer.send(FrameWriter.ready(notReady, session.maxMessageSize));
  }
}
