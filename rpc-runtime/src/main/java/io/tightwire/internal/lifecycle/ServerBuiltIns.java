package io.tightwire.internal.lifecycle;

import io.tightwire.builtin.HealthSkeleton;
import io.tightwire.builtin.IntrospectionSkeleton;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.server.ServiceHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What every server tells of itself: its health, with the checks behind it, and the services that
 * are asked for it.
 *
 * <p>Thread-safe.
 */
final class ServerBuiltIns {

  private final ServiceHealth health;
  private final ServerHealthChecks checks;
  private final @Nullable ServerHealthService healthService;
  private final List<RpcSkeleton> skeletons = new ArrayList<>();

  /**
   * Assembles them; nothing runs yet.
   *
   * @param services those of the user
   * @param executor runs checks and publishes changes
   * @param source is asked what the server does
   */
  ServerBuiltIns(
      ServerBuiltInConfig config,
      Collection<RpcSkeleton> services,
      Executor executor,
      ServerIntrospection.Source source) {
    List<String> names = new ArrayList<>();
    for (RpcSkeleton service : services) {
      names.add(service.serviceName());
    }
    health = new ServiceHealth(names);
    checks = new ServerHealthChecks(config.checks(), health, executor, System::nanoTime);
    healthService = config.healthService() ? new ServerHealthService(health, executor) : null;
    if (healthService != null) {
      skeletons.add(new HealthSkeleton(healthService));
    }
    skeletons.add(
        new IntrospectionSkeleton(new ServerIntrospection(services, skeletons, health, source)));
  }

  /** Returns the services. */
  List<RpcSkeleton> skeletons() {
    return List.copyOf(skeletons);
  }

  ServiceHealth health() {
    return health;
  }

  /** Starts to run the checks. */
  void start() {
    checks.start();
  }

  /** Ends the checks, and the streams of clients that watch the health. */
  void close() {
    checks.close();
    if (healthService != null) {
      healthService.close();
    }
  }
}
