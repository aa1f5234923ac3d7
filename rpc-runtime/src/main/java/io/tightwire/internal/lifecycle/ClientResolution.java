package io.tightwire.internal.lifecycle;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands what a resolver finds to the client's loop. Thread-safe. */
final class ClientResolution implements Resolver.Listener {

  private final @Nullable Resolver resolver;
  private final Predicate<ClientCommand> loop;
  private final RateLimitedLog log = new RateLimitedLog("io.tightwire.client", Level.WARNING);
  private volatile Resolver.Watch watch = Resolver.Watch.NONE;
  private volatile boolean closed;

  /**
   * Creates the list.
   *
   * @param resolver null if the servers never change
   * @param loop posts commands
   */
  ClientResolution(@Nullable Resolver resolver, Predicate<ClientCommand> loop) {
    this.resolver = resolver;
    this.loop = loop;
  }

  /** Starts to watch. Throws what the resolver throws. */
  void watch() {
    if (resolver != null) {
      watch = Objects.requireNonNull(resolver.watch(this), "the resolver returned no watch");
    }
  }

  @Override
  public void servers(List<ServerAddress> all) {
    List<ServerAddress> copy = List.copyOf(all);
    post((core, now) -> core.replaceServers(copy, now));
  }

  @Override
  public void failed(Exception why) {
    String text = String.valueOf(why.getMessage() == null ? why : why.getMessage());
    post((core, now) -> core.resolutionFailed(text));
  }

  private void post(ClientCommand command) {
    if (!closed) {
      boolean unused = loop.test(command); // a closed loop has no use for it
    }
  }

  /** Asks for a look-up, since a server can't be reached. */
  void refresh() {
    try {
      watch.refresh();
    } catch (Throwable e) { // the user's resolver
      log.log(() -> "A resolver threw when it was asked to refresh", e);
    }
  }

  void close() {
    closed = true;
    try {
      watch.close();
    } catch (Throwable e) { // the user's resolver
      log.log(() -> "A resolver's watch threw when it was closed", e);
    }
  }
}
