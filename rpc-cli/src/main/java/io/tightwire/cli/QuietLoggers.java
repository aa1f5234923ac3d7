package io.tightwire.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the runtime's log away from the terminal, where commands say themselves what has failed;
 * the system property {@code tightwire.log=true} shows it. Thread-safe.
 */
public final class QuietLoggers extends System.LoggerFinder {

  /** Called by the JDK. */
  public QuietLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Quiet(name);
  }

  private record Quiet(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.getSeverity() >= Level.INFO.getSeverity() && Boolean.getBoolean("tightwire.log");
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        System.err.println(level + " " + message + (thrown == null ? "" : ": " + thrown));
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... parameters) {
      log(level, bundle, format, (Throwable) null);
    }
  }
}
