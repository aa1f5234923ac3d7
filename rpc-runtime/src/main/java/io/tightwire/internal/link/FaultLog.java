package io.tightwire.internal.link;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says what JeroMQ stumbled over, but not as often as a peer can make it stumble. Safe for use by
 * many threads.
 */
final class FaultLog {

  private static final System.Logger LOGGER = System.getLogger("io.tightwire.link");
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong unsaid = new AtomicLong();

  FaultLog(String name) {
    this.name = name;
  }

  void report(Throwable fault) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) {
      unsaid.incrementAndGet();
      return;
    }
    LOGGER.log(
        Level.WARNING,
        name
            + ": a connection failed in JeroMQ, the others go on ("
            + unsaid.getAndSet(0)
            + " more since the last message)",
        fault);
  }
}
