package io.tightwire;

import io.tightwire.internal.server.ServiceHealth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a server is ready for calls, as a whole and for each of its services: {@link
 * RpcServer#health}. Clients are told of each change. They make no new calls of what is not ready:
 * other servers get them, or they wait. Calls that run go on.
 *
 * <p>Thread-safe.
 */
public final class HealthState {

  private final ServiceHealth health;

  HealthState(ServiceHealth health) {
    this.health = health;
  }

  /**
   * Sets whether a service is ready. All services are unless this says otherwise. The server as a
   * whole is ready if this and all health checks say so.
   *
   * @param service the name of a service on the wire; empty for the server as a whole
   * @param ready whether it is
   * @throws IllegalArgumentException if the server does not have the service
   */
  public void set(String service, boolean ready) {
    health.set(Objects.requireNonNull(service, "service"), ready);
  }

  /**
   * Returns whether a service gets calls: it is ready, and so is the server as a whole.
   *
   * @param service the name of a service on the wire; empty for the server as a whole
   * @return whether it does
   * @throws IllegalArgumentException if the server does not have the service
   */
  public boolean isReady(String service) {
    return health.isReady(Objects.requireNonNull(service, "service"));
  }

  /**
   * Returns whether each service gets calls: what {@link #isReady} says of each, as of one moment.
   *
   * @return an immutable map of the names of the services on the wire, sorted; the empty name,
   *     which is the first, is the server as a whole
   */
  public Map<String, Boolean> states() {
    return Collections.unmodifiableMap(health.states());
  }

  /**
   * Returns the names of the health checks that fail.
   *
   * @return the names, in the order in which the checks were added
   */
  public List<String> failingChecks() {
    return health.failingChecks();
  }

  @Override
  public String toString() {
    List<String> failing = failingChecks();
    return health.states() + (failing.isEmpty() ? "" : ", failing checks: " + failing);
  }
}
