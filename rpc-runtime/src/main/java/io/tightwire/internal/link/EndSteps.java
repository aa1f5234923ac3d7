package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a loop's end; a step that fails does not prevent the others. Confined to the
 * loop thread.
 */
final class EndSteps {

  private static final String NAME = "io.tightwire.link";

  private final RateLimitedLog unclean = new RateLimitedLog(NAME, Level.WARNING);

  /** One step. */
  interface Step {
    void run() throws IOException;
  }

  void attempt(Step step) {
    try {
      step.run();
    } catch (Throwable t) {
      unclean.log(() -> "A link could not be closed cleanly", t);
    }
  }

  /** Logs the failure that broke a loop; null if none did. */
  void report(String loop, @Nullable Throwable cause) {
    if (cause != null) {
      attempt(
          () ->
              System.getLogger(NAME)
                  .log(Level.ERROR, loop + " failed and has ended: " + cause, cause));
    }
  }
}
