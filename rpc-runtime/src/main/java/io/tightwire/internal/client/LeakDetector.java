package io.tightwire.internal.client;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Clients and streams that nobody holds any more, though they were not closed: said once, and let
 * go of. Safe for use by many threads.
 */
public final class LeakDetector {

  /** The system property that has the place be kept where each was made. */
  public static final String SITES = "tightwire.creationSites";

  private static final Cleaner CLEANER =
      Cleaner.create(
          task -> {
            Thread thread = new Thread(null, task, "tightwire-cleaner", 0, false);
            thread.setContextClassLoader(null);
            return thread;
          });

  private static final RateLimitedLog LOG =
      new RateLimitedLog("io.tightwire.client", Level.WARNING);

  private LeakDetector() {}

  /** What is behind a handle. Must not refer to it. */
  public interface Resource {

    /** Whether there is something to let go of. */
    boolean isOpen();

    /** Lets go of it, without waiting. */
    void letGo();

    /** For messages: what it is. */
    String title();
  }

  /**
   * Lets go of the resource once nobody holds its handle any more.
   *
   * @return to be cleaned when the resource is closed
   */
  public static Cleaner.Cleanable watch(Object handle, Resource resource) {
    return watch(handle, resource, LOG);
  }

  static Cleaner.Cleanable watch(Object handle, Resource resource, RateLimitedLog log) {
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
                  + (site == null ? " (-D" + SITES + "=true has it say where it was made)" : ""),
          site);
      resource.letGo();
    }
  }
}
