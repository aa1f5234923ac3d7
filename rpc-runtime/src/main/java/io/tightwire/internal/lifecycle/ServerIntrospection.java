package io.tightwire.internal.lifecycle;

import io.tightwire.ServerStats;
import io.tightwire.builtin.Introspection;
import io.tightwire.builtin.ServerInfo;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.server.ServerActivity;
import io.tightwire.internal.server.ServiceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Implements the introspection service of a server.
 *
 * <p>Thread-safe.
 */
final class ServerIntrospection implements Introspection {

  /** What it is told of the server. Thread-safe. */
  interface Source {

    /** Returns where the server is bound. */
    List<String> endpoints();

    /** Returns how much the server does; waits for the loop. */
    ServerActivity activity();

    /** Returns what the server does and has done, without waiting. */
    ServerStats stats();

    /** Returns when the server was started. */
    Instant started();

    /** Returns how long ago it was started. */
    Duration uptime();
  }

  private final Collection<RpcSkeleton> services;
  private final Collection<RpcSkeleton> builtIn;
  private final ServiceHealth health;
  private final Source source;

  /**
   * Creates the service.
   *
   * @param services those of the user
   * @param builtIn those that every server has; is complete before the first call
   */
  ServerIntrospection(
      Collection<RpcSkeleton> services,
      Collection<RpcSkeleton> builtIn,
      ServiceHealth health,
      Source source) {
    this.services = services;
    this.builtIn = builtIn;
    this.health = health;
    this.source = source;
  }

  @Override
  public List<String> services() {
    return services.stream().map(RpcSkeleton::serviceName).sorted().toList();
  }

  @Override
  public Optional<String> describe(String service) {
    return Stream.concat(services.stream(), builtIn.stream())
        .filter(skeleton -> skeleton.serviceName().equals(service))
        .findFirst()
        .flatMap(RpcSkeleton::description);
  }

  @Override
  public ServerInfo info() {
    ServerActivity activity = source.activity();
    return new ServerInfo(
        version(),
        source.started(),
        source.uptime(),
        source.endpoints(),
        activity.connections(),
        activity.openCalls(),
        health.failingChecks());
  }

  @Override
  public ServerStats stats() {
    return source.stats();
  }

  /** Returns the version by the manifest of the archive; empty without one. */
  private static String version() {
    String version = Introspection.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }
}
