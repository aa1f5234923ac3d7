package io.tightwire.internal.lifecycle;

import io.tightwire.internal.server.PeerPermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of what every server tells of itself. Immutable.
 *
 * @param healthService whether there is the service {@code tightwire.Health}
 * @param permissions what clients may do besides calling services
 * @param checks the health checks by name, in the order in which they were added
 */
public record ServerBuiltInConfig(
    boolean healthService, PeerPermissions permissions, Map<String, BooleanSupplier> checks) {

  /** Collects the settings. Not thread-safe. */
  public static final class Builder {

    private static final int MAX_NAME = 100;

    private boolean healthService = true;
    private @Nullable Boolean remoteShutdown;
    private @Nullable Boolean exposeStackTraces;
    private @Nullable Boolean introspection;
    private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();

    Builder() {}

    public void healthService(boolean value) {
      healthService = value;
    }

    public void remoteShutdown(boolean value) {
      remoteShutdown = value;
    }

    public void exposeStackTraces(boolean value) {
      exposeStackTraces = value;
    }

    public void introspection(boolean value) {
      introspection = value;
    }

    /**
     * Adds a health check.
     *
     * @throws IllegalArgumentException if the name is empty or too long, or another check has it
     */
    public void check(String name, BooleanSupplier check) {
      if (name.isBlank() || name.length() > MAX_NAME) {
        throw new IllegalArgumentException(
            "A health check needs a name of 1 to " + MAX_NAME + " characters, not \"" + name + '"');
      }
      if (checks.putIfAbsent(name, check) != null) {
        throw new IllegalArgumentException(
            "There is a health check \"" + name + "\" already; give this one another name");
      }
    }

    ServerBuiltInConfig build() {
      return new ServerBuiltInConfig(
          healthService,
          new PeerPermissions(
              Optional.ofNullable(remoteShutdown),
              Optional.ofNullable(exposeStackTraces),
              Optional.ofNullable(introspection)),
          Collections.unmodifiableMap(new LinkedHashMap<>(checks)));
    }
  }
}
