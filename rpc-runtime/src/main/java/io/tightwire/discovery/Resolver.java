package io.tightwire.discovery;

import java.util.List;

/**
 * Finds the servers that a client may call. Implement it for a registry that is not supported yet:
 *
 * <pre>{@code
 * Resolver fixed =
 *     listener -> {
 *       listener.servers(List.of(ServerAddress.of("tcp://127.0.0.1:5555")));
 *       return Resolver.Watch.NONE;
 *     };
 * RpcClient client = RpcClient.builder().resolver(fixed).build();
 * }</pre>
 *
 * <p>Implementations must be thread-safe. One resolver may be watched by several clients.
 */
@FunctionalInterface
public interface Resolver {

  /**
   * Starts to watch. Tells the listener the whole list as soon as it is known, which may be during
   * this call or later, and again whenever it changes. It should return soon: look-ups belong to
   * another thread. Called once for each client, by the thread that builds it.
   *
   * @param listener is told the list; all of its methods are thread-safe and return immediately
   * @return ends the watch
   */
  Watch watch(Listener listener);

  /** Is told where the servers are. Thread-safe; no method blocks or throws. */
  interface Listener {

    /**
     * Replaces the list.
     *
     * <p>A server that is not on the new list gets no new calls once it has been off the list for
     * five seconds; its open calls end normally. An empty list is believed only after 30 seconds:
     * until then the former one is used.
     *
     * @param all every server; an endpoint that is named twice counts once
     */
    void servers(List<ServerAddress> all);

    /**
     * Tells that the list can't be found. The former list stays in use.
     *
     * @param why for the messages of calls that find no server, and for the log
     */
    void failed(Exception why);
  }

  /** One client's watch. Thread-safe. */
  interface Watch extends AutoCloseable {

    /** A watch of a list that never changes. */
    Watch NONE = () -> {};

    /**
     * Asks for a look-up soon, since a connection was lost or refused. The resolver decides how
     * often it does that. Must return immediately.
     */
    default void refresh() {}

    /** Ends the watch. The listener may still be called by another thread. */
    @Override
    void close();
  }
}
