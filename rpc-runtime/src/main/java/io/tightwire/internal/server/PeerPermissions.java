package io.tightwire.internal.server;

import io.tightwire.internal.link.Peer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What clients may do besides calling the user's services. Where nothing is said, it depends on how
 * the client is connected: the file system or the process decides who reaches a local endpoint.
 * Immutable.
 *
 * @param remoteShutdown whether clients may shut the server down; empty: those at a local endpoint
 * @param exposeStackTraces whether clients are sent stack traces; empty: those at a local endpoint
 * @param introspection whether clients may ask what the server is; empty: those at a local endpoint
 *     and those that have proven a key
 */
public record PeerPermissions(
    Optional<Boolean> remoteShutdown,
    Optional<Boolean> exposeStackTraces,
    Optional<Boolean> introspection) {

  /** Nothing is said. */
  public static final PeerPermissions DEFAULT =
      new PeerPermissions(Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether the client is sent stack traces. */
  boolean seesStackTraces(Peer peer) {
    return exposeStackTraces.orElse(peer.endpoint().isLocal());
  }

  /** Returns why the client may not shut the server down; null if it may. */
  @Nullable String refusesShutdown(Peer peer) {
    return remoteShutdown.orElse(peer.endpoint().isLocal())
        ? null
        : "This server may not be shut down by clients"
            + over(remoteShutdown, peer)
            + "; it would have to be built with allowRemoteShutdown(true)";
  }

  /** Returns why the client is not told what the server is; null if it is. */
  @Nullable String refusesIntrospection(Peer peer) {
    return introspection.orElse(peer.endpoint().isLocal() || peer.key() != null)
        ? null
        : "This server does not describe itself to clients"
            + over(introspection, peer)
            + (introspection.isPresent() ? "" : " without CURVE keys")
            + "; it would have to be built with introspection(true)";
  }

  private static String over(Optional<Boolean> said, Peer peer) {
    return said.isPresent() ? "" : " over " + peer.endpoint();
  }
}
