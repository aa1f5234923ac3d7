package io.tightwire.internal.client;

import org.jspecify.annotations.Nullable;

/**
 * What a call says about the server that it wants. Immutable.
 *
 * @param key calls with the same key go to the same server; null for any
 * @param pin calls with the same pin go to the same server; null for any
 * @param waitForConnection whether the call waits for a connection
 */
public record Routing(@Nullable String key, @Nullable Pin pin, boolean waitForConnection) {

  /** Any server, and as soon as one is connected. */
  public static final Routing ANY = new Routing(null, null, true);

  /** Holds the server of a pinned channel. Confined to the loop thread. */
  public static final class Pin {

    private @Nullable Server server;

    @Nullable Server server() {
      return server;
    }

    void set(Server chosen) {
      Server former = server;
      server = chosen;
      if (former != null) {
        chosen.log().pinMoved(former.name());
      }
    }
  }
}
