package io.tightwire.internal.discovery;

import io.tightwire.internal.flow.Times;
import java.lang.System.Logger.Level;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Logs once that the JVM caches addresses for longer than the time between two look-ups, so that a
 * change of them is noticed late. Thread-safe.
 */
final class AddressCacheNotice {

  /** The notice of this process. */
  static final AddressCacheNotice PROCESS =
      new AddressCacheNotice(
          AddressCacheNotice::setting,
          text -> System.getLogger("io.tightwire.discovery").log(Level.INFO, text));

  private static final String SECURITY_PROPERTY = "networkaddress.cache.ttl";

  private static final String SYSTEM_PROPERTY = "sun.net.inetaddr.ttl";

  private static final int DEFAULT_SECONDS = 30;

  private final Function<String, @Nullable String> settings;
  private final Consumer<String> log;
  private final AtomicBoolean given = new AtomicBoolean();

  /**
   * Creates a notice.
   *
   * @param settings returns the value of a security or system property, or null
   */
  AddressCacheNotice(Function<String, @Nullable String> settings, Consumer<String> log) {
    this.settings = settings;
    this.log = log;
  }

  private static @Nullable String setting(String name) {
    return SYSTEM_PROPERTY.equals(name) ? System.getProperty(name) : Security.getProperty(name);
  }

  /** Logs the notice, unless it was logged or there is no need. */
  void giveOnce(String host) {
    int seconds = seconds();
    Duration interval = PollInterval.DNS.usual();
    boolean shortEnough = seconds >= 0 && seconds <= interval.toSeconds();
    if (!shortEnough && given.compareAndSet(false, true)) {
      log.accept(
          host
              + " is looked up every "
              + Times.print(interval)
              + ", but this JVM caches addresses "
              + (seconds < 0 ? "forever" : "for " + seconds + "s")
              + ", and servers that are added are found as late. Start it with -D"
              + SYSTEM_PROPERTY
              + "=5, or set the security property "
              + SECURITY_PROPERTY
              + "; or use dns+a://host:port of io.tightwire:rpc-discovery-dns, which asks name"
              + " servers without that cache");
    }
  }

  /** Returns how long the JVM caches addresses, as its own policy reads it; negative: forever. */
  private int seconds() {
    for (String property : new String[] {SECURITY_PROPERTY, SYSTEM_PROPERTY}) {
      String value = settings.apply(property);
      if (value != null) {
        try {
          return Integer.parseInt(value);
        } catch (NumberFormatException e) {
          // ignored by the JVM, too
        }
      }
    }
    return DEFAULT_SECONDS;
  }
}
