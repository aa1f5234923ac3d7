package io.tightwire.internal.report;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log statement that a peer, or user code, can cause as often as it likes. Logs one message in
 * ten seconds, with the number of messages that were suppressed before. Never throws. Thread-safe.
 */
public final class RateLimitedLog {

  static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** The longest message; a peer's text may be in it. */
  private static final int MAX = 1_000;

  private final String name;
  private final Level level;
  private final LongSupplier clock;
  private final AtomicLong next;
  private final AtomicLong suppressed = new AtomicLong();

  /** Got when there is something to log, since that loads the logging of the platform. */
  private volatile @Nullable Logger logger;

  /**
   * Creates a log with its own limit: one for each statement of each client or server.
   *
   * @param logger the logger's name
   */
  public RateLimitedLog(String logger, Level level) {
    this(logger, null, level, System::nanoTime);
  }

  /** Creates a log with a clock; for tests. */
  RateLimitedLog(Logger logger, Level level, LongSupplier clock) {
    this(logger.getName(), logger, level, clock);
  }

  private RateLimitedLog(String name, @Nullable Logger logger, Level level, LongSupplier clock) {
    this.name = name;
    this.logger = logger;
    this.level = level;
    this.clock = clock;
    this.next = new AtomicLong(clock.getAsLong());
  }

  /** Logs a message, unless one was logged lately. */
  public void log(Supplier<String> message) {
    log(message, null);
  }

  /** Logs a message with a stack trace, unless one was logged lately. */
  public void log(Supplier<String> message, @Nullable Throwable thrown) {
    try {
      write(message, thrown);
    } catch (Throwable e) {
      // Loggers throw errors, without descriptors for example. That must not disturb the caller.
    }
  }

  private Logger logger() {
    Logger known = logger;
    if (known == null) {
      known = System.getLogger(name);
      logger = known;
    }
    return known;
  }

  private void write(Supplier<String> message, @Nullable Throwable thrown) {
    Logger logger = logger();
    if (!logger.isLoggable(level)) {
      return;
    }
    long now = clock.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) {
      suppressed.incrementAndGet();
      return;
    }
    long before = suppressed.getAndSet(0);
    String text =
        printable(message.get())
            + (before == 0 ? "" : " (" + before + " more like this since the last message)");
    if (thrown == null) {
      logger.log(level, text);
    } else {
      logger.log(level, text, thrown);
    }
  }

  /** Returns the text on one line, without control characters. */
  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX ? line : line.substring(0, MAX) + '…';
  }
}
