package io.tightwire.discovery.zookeeper;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Logs nodes that are no servers: one in ten seconds, since anyone with access to the registry can
 * cause it. Thread-safe.
 */
final class BadNodeLog {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private static final int MAX_LENGTH = 500;

  private final Consumer<String> log;
  private final LongSupplier clock;
  private final AtomicLong next;

  BadNodeLog() {
    this(
        text -> System.getLogger("io.tightwire.discovery").log(Level.WARNING, text),
        System::nanoTime);
  }

  /** Creates a log with a clock; for tests. */
  BadNodeLog(Consumer<String> log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
    this.next = new AtomicLong(clock.getAsLong());
  }

  /** Logs that a node is skipped, unless that was logged lately. */
  void skipped(String path, String why) {
    long now = clock.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
      String text =
          "The node " + path + " is skipped, since " + why + "; correct or delete it with zkCli";
      String line = text.replaceAll("\\p{Cntrl}", "?");
      log.accept(line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…");
    }
  }
}
