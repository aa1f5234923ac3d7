package io.tightwire.internal.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whether a server and each of its services are ready: as the user says, and as the health checks
 * find. Thread-safe.
 */
public final class ServiceHealth {

  /** The name of the server as a whole. */
  public static final String WHOLE = "";

  private final Set<String> services;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What the user has said is not ready; changed under the lock. */
  private final Set<String> set = new TreeSet<>();

  /** Changed under the lock. */
  private volatile List<String> failingChecks = List.of();

  /** The names that are not ready, sorted; replaced under the lock, as a whole. */
  private volatile Set<String> notReady = Set.of();

  /**
   * Creates the health of a server that is ready.
   *
   * @param services the names of the user's services
   */
  public ServiceHealth(Collection<String> services) {
    this.services = Set.copyOf(services);
  }

  /** Adds what is run after each change, by the thread that made it; must not block. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Removes what is run after each change. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /**
   * Sets whether a service is ready.
   *
   * @param service its name; empty for the server as a whole
   * @throws IllegalArgumentException if the server does not have it
   */
  public void set(String service, boolean ready) {
    requireKnown(service);
    update(
        () -> {
          if (ready) {
            set.remove(service);
          } else {
            set.add(service);
          }
        });
  }

  /** Sets the names of the health checks that fail; the server is not ready while there is one. */
  public void setFailingChecks(Collection<String> names) {
    update(() -> failingChecks = List.copyOf(names));
  }

  private void update(Runnable change) {
    synchronized (this) {
      change.run();
      Set<String> next = new TreeSet<>(set);
      if (!failingChecks.isEmpty()) {
        next.add(WHOLE);
      }
      if (next.equals(notReady)) {
        return;
      }
      notReady = next;
    }
    listeners.forEach(Runnable::run);
  }

  /** Returns the names of the health checks that fail. */
  public List<String> failingChecks() {
    return failingChecks;
  }

  /** Returns the names that are not ready, sorted: the empty one for the server as a whole. */
  Set<String> notReady() {
    return notReady;
  }

  /**
   * Returns whether a service is ready, and the server as a whole.
   *
   * @param service its name; empty for the server as a whole
   * @throws IllegalArgumentException if the server does not have it
   */
  public boolean isReady(String service) {
    requireKnown(service);
    Set<String> present = notReady;
    return !present.contains(WHOLE) && !present.contains(service);
  }

  /** Returns whether each service is ready, and under the empty name the server as a whole. */
  public Map<String, Boolean> states() {
    Set<String> present = notReady;
    boolean whole = !present.contains(WHOLE);
    Map<String, Boolean> states = new TreeMap<>();
    states.put(WHOLE, whole);
    services.forEach(service -> states.put(service, whole && !present.contains(service)));
    return states;
  }

  private void requireKnown(String service) {
    if (!service.equals(WHOLE) && !services.contains(service)) {
      throw new IllegalArgumentException(
          "This server does not have the service \""
              + service
              + "\"; it has "
              + new TreeSet<>(services)
              + ", and \"\" is the server as a whole");
    }
  }
}
