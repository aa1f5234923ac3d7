package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections that have something to send, and those that have gone and nobody was told yet.
 * Confined to the loop thread, unless it says otherwise.
 */
final class Traffic {

  private final ArrayDeque<Connection> toFlush = new ArrayDeque<>();
  private final ArrayDeque<Connection> toBury = new ArrayDeque<>();
  private final Agent<?> agent;
  private final Runnable wake;
  private final long crowd;
  private boolean refused;
  private long moved;

  /** What waits in all outboxes. Changed by the loop thread alone. */
  private final AtomicLong waiting = new AtomicLong();

  private final AtomicLong inTransit = new AtomicLong();
  private final RateLimitedLog faults = new RateLimitedLog("io.tightwire.link", Level.ERROR);

  /**
   * None yet.
   *
   * @param crowd with so many bytes waiting for all peers together, none is to be given more than
   *     it takes at once
   */
  Traffic(Agent<?> agent, Runnable wake, long crowd) {
    this.agent = agent;
    this.wake = wake;
    this.crowd = crowd;
  }

  /** So many bytes more, or fewer, wait for a peer. */
  void waits(long bytes) {
    waiting.lazySet(waiting.getPlain() + bytes);
  }

  /** So many bytes more, or fewer, are in {@link Transit}. Safe for use by many threads. */
  void inTransit(long bytes) {
    inTransit.addAndGet(bytes);
  }

  /** What was sent to all peers and has not left. Safe for use by many threads. */
  long unsent() {
    return waiting.get() + inTransit.get();
  }

  boolean isCrowded() {
    return unsent() >= crowd;
  }

  /** Safe for use by many threads. */
  void wake() {
    wake.run();
  }

  void toFlush(Connection connection) {
    toFlush.add(connection);
  }

  void toBury(Connection connection) {
    toBury.add(connection);
  }

  /** Sends what it can; says how many messages went out. */
  int flush() {
    int sent = 0;
    refused = false;
    for (int i = toFlush.size(); i > 0; i--) {
      Connection connection = toFlush.remove();
      try {
        sent += connection.flush();
      } catch (Throwable e) { // out of memory, at worst: the others' messages go out
        failed(connection.name(), e);
        connection.drop("what it was to be sent could not be: " + e);
      }
      if (connection.isFlushed()) {
        connection.forgetQueued();
      } else {
        toFlush.add(connection);
        refused |= connection.isRefused();
      }
    }
    return sent;
  }

  /** Something failed that was about one connection, which will be dropped. */
  void failed(String name, Throwable fault) {
    faults.log(() -> "Connection " + name + " failed; the others go on", fault);
  }

  /** A message came or went. */
  void moved(int bytes) {
    moved += bytes;
  }

  /** How many bytes came and went, since that was asked last. */
  long takeMoved() {
    long bytes = moved;
    moved = 0;
    return bytes;
  }

  boolean isFlushed() {
    return toFlush.isEmpty();
  }

  /** Whether a socket refused a message, so that only trying again tells when it does not. */
  boolean hasRefused() {
    return refused;
  }

  /** Tells the agent who is gone; says how many. */
  int bury(long now) {
    int buried = 0;
    for (Connection gone; (gone = toBury.poll()) != null; buried++) {
      gone.bury(agent, now);
    }
    return buried;
  }
}
