package io.tightwire.internal.client;

import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Finds clients and streams that are unreachable though they were not closed, logs them, and
 * releases what is behind them. Thread-safe.
 */
public final class LeakDetector {

  /** The system property that has each creation site recorded, and logged with the leak. */
  public static final String SITES = "tightwire.creationSites";

  private static final Cleaner CLEANER =
      Cleaner.create(task -> Threads.ofProcess("tightwire-cleaner", task));

  private static final RateLimitedLog LOG =
      new RateLimitedLog("io.tightwire.client", Level.WARNING);

  private LeakDetector() {}

  /** The resource behind a handle. Must not refer to it. Thread-safe. */
  public interface Resource {

    /** Returns whether it was not closed. */
    boolean isOpen();

    /** Releases it without blocking. */
    void release();

    /** Returns what it is, for messages. */
    String title();
  }

  /**
   * Releases the resource once its handle is unreachable.
   *
   * @return to be cleaned when the resource is closed
   */
  public static Cleaner.Cleanable register(Object handle, Resource resource) {
    return register(handle, resource, LOG);
  }

  static Cleaner.Cleanable register(Object handle, Resource resource, RateLimitedLog log) {
    Throwable site = Boolean.getBoolean(SITES) ? new Throwable("It was made here") : null;
    return CLEANER.register(handle, () -> abandoned(resource, site, log));
  }

  private static void abandoned(Resource resource, @Nullable Throwable site, RateLimitedLog log) {
    if (resource.isOpen()) {
      log.log(
          () ->
              resource.title()
                  + " was dropped without being closed, which it is now; use try-with-resources, or"
                  + " call close()"
                  + (site == null ? " (-D" + SITES + "=true records where it was made)" : ""),
          site);
      resource.release();
    }
  }
}
