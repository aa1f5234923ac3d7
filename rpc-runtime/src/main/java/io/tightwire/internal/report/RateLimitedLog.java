package io.tightwire.internal.report;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One log statement that a peer, or user code, can bring about at will: says one message in ten
 * seconds, and how many it kept to itself before. Never throws, whatever the logger does. Safe for
 * use by many threads.
 */
public final class RateLimitedLog {

  static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** Of a message; the rest may be a peer's text. */
  private static final int MAX = 1_000;

  private final Logger logger;
  private final Level level;
  private final LongSupplier clock;
  private final AtomicLong next;
  private final AtomicLong unsaid = new AtomicLong();

  /**
   * Each object is limited by itself: one to a statement, of one client or server.
   *
   * @param logger the logger's name
   */
  public RateLimitedLog(String logger, Level level) {
    this(System.getLogger(logger), level, System::nanoTime);
  }

  /** With a clock of its own; for tests. */
  RateLimitedLog(Logger logger, Level level, LongSupplier clock) {
    this.logger = logger;
    this.level = level;
    this.clock = clock;
    this.next = new AtomicLong(clock.getAsLong());
  }

  /** Says it, unless it was said lately. */
  public void log(Supplier<String> message) {
    log(message, null);
  }

  /** Says it with the stack trace, unless it was said lately. */
  public void log(Supplier<String> message, @Nullable Throwable thrown) {
    try {
      say(message, thrown);
    } catch (Throwable e) {
      // Without descriptors, say, loggers throw errors. What was to be logged goes on all the same.
    }
  }

  private void say(Supplier<String> message, @Nullable Throwable thrown) {
    if (!logger.isLoggable(level)) {
      return;
    }
    long now = clock.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) {
      unsaid.incrementAndGet();
      return;
    }
    long before = unsaid.getAndSet(0);
    String text =
        printable(message.get())
            + (before == 0 ? "" : " (" + before + " more like this since the last message)");
    if (thrown == null) {
      logger.log(level, text);
    } else {
      logger.log(level, text, thrown);
    }
  }

  /** On one line, whatever a peer put into it. */
  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX ? line : line.substring(0, MAX) + '…';
  }
}
