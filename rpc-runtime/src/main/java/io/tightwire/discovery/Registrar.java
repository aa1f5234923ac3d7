package io.tightwire.discovery;

import java.util.Map;

/** Publishes where a server is, so that resolvers find it. Implementations must be thread-safe. */
@FunctionalInterface
public interface Registrar {

  /**
   * Publishes a server, and keeps it published until the registration is closed: through lost
   * sessions and restarts of the registry. Returns soon, also if the registry can't be reached.
   *
   * @param self the address that clients are to use
   * @return the registration
   */
  Registration register(ServerAddress self);

  /** One server in the registry. Thread-safe. */
  interface Registration extends AutoCloseable {

    /**
     * Returns whether the server is in the registry now, as far as is known.
     *
     * @return whether it is
     */
    boolean isRegistered();

    /**
     * Replaces the attributes.
     *
     * @param attributes the new ones
     */
    void update(Map<String, String> attributes);

    /**
     * Removes the server from the registry. Waits for that, for a second at most; does not throw.
     */
    @Override
    void close();
  }
}
