package io.tightwire.internal.client;

import io.tightwire.ConnectionState.Kind;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Peer;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One server that a client may call: its address, the state of its connection, and how it has
 * behaved. {@link #name()} and {@link #fingerprints()} are thread-safe; the rest is confined to the
 * loop thread.
 */
final class Server {

  /** The beginning of the names of services that every server has. */
  private static final String BUILT_IN = "tightwire.";

  private static final String NOT_READY = "the server says that it is not ready";

  private final Endpoint endpoint;
  private final String name;
  private final ServerKeys.Requirement key;
  private final ClientLog log;
  private final ServerFingerprints fingerprints = new ServerFingerprints();
  private final ServerLoad load = new ServerLoad();
  private final ServerHealth health = new ServerHealth();
  private ServerAddress address;
  private long keyHash;

  /** The connection that is there or is being greeted; null if there is none, or only others. */
  private @Nullable ServerConnection connection;

  /** The number of connections that drain and have calls in flight. */
  private int draining;

  private Kind kind = Kind.CONNECTING;
  private @Nullable String reason = "no connection";

  /** The reason for the last loss, unless the server was ready since; for messages. */
  private @Nullable String earlierFailure;

  /** Whether the server has refused this client since it was last ready. */
  private boolean refusing;

  private long readyAt = Timed.NEVER;

  /** When the server left the list; {@link Timed#NEVER} if it is there. */
  private long unlistedAt = Timed.NEVER;

  /**
   * Creates a server that is not connected.
   *
   * @param key its CURVE key. Another key is another server
   */
  Server(Endpoint endpoint, ServerAddress address, ServerKeys.Requirement key) {
    this.endpoint = endpoint;
    this.name = endpoint.toString();
    this.key = key;
    this.log = new ClientLog(name);
    this.address = address;
    list(address);
    String problem = key.problem();
    if (problem != null) {
      failed(problem);
      log.unusable(problem);
    }
  }

  /** Returns the endpoint as a text. */
  String name() {
    return name;
  }

  /** Returns the fingerprints of its methods. */
  ServerFingerprints fingerprints() {
    return fingerprints;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Returns the CURVE key that it must have. */
  ServerKeys.Requirement key() {
    return key;
  }

  /** Returns whether the client may connect to it. */
  boolean isUsable() {
    return key.problem() == null;
  }

  /** Returns whether a peer at its endpoint is this server, and not one with another key. */
  boolean is(Peer peer) {
    return isUsable() && (key.key() == null || key.key().equals(peer.key()));
  }

  ClientLog log() {
    return log;
  }

  ServerLoad load() {
    return load;
  }

  ServerHealth health() {
    return health;
  }

  // --- the list ---

  /** Records that the server is on the list. */
  void list(ServerAddress listed) {
    address = listed;
    unlistedAt = Timed.NEVER;
    keyHash = Keys.hash(listed.attributes().getOrDefault("id", name));
  }

  /** Records that the server is not on the list any more. */
  void unlist(long now) {
    if (unlistedAt == Timed.NEVER) {
      unlistedAt = now;
    }
  }

  long unlistedAt() {
    return unlistedAt;
  }

  int weight() {
    return address.weight();
  }

  @Nullable String zone() {
    return address.attributes().get("zone");
  }

  /** Returns the hash of its identity, for rendezvous hashing. */
  long keyHash() {
    return keyHash;
  }

  // --- the connection ---

  @Nullable ServerConnection connection() {
    return connection;
  }

  void connected(ServerConnection opened) {
    connection = opened;
    connecting(
        "connected, but the peer has not said HELLO; is it a Tightwire server?"
            + (earlierFailure == null ? "" : " (before that " + earlierFailure + ")"));
  }

  /** Records that the server is ready over its connection. */
  void ready(long now) {
    kind = Kind.READY;
    reason = null;
    earlierFailure = null;
    refusing = false;
    readyAt = now;
    load.joined(now);
    health.reconnected();
  }

  /** Returns when the server became ready, if it is. */
  long readyAt() {
    return readyAt;
  }

  boolean isReady() {
    return isConnected() && !notReady().contains("");
  }

  /** Returns whether it has said HELLO and is not going away, ready or not. */
  boolean isConnected() {
    return kind == Kind.READY;
  }

  /**
   * Returns whether it gets calls of a service. Those that every server has are always ready: they
   * tell why others are not.
   */
  boolean isReadyFor(String service) {
    return service.startsWith(BUILT_IN)
        ? isConnected()
        : isReady() && !notReady().contains(service);
  }

  /** Returns the services that are not ready, sorted; the empty name is the server as a whole. */
  Set<String> notReady() {
    return connection == null ? Set.of() : connection.notReady();
  }

  /** Returns whether it is not known yet whether the server can be called. */
  boolean isUntried() {
    return readyAt == Timed.NEVER && earlierFailure == null;
  }

  /** Records that the server refuses this client, as it will until it changes. */
  void refuse() {
    refusing = true;
  }

  boolean isRefusing() {
    return refusing;
  }

  /** Records that a connection drains, with calls in flight; another one may be made. */
  void drains(ServerConnection left, String why) {
    draining++;
    if (connection == left) {
      connection = null;
      kind = Kind.GOING_AWAY;
      reason = why;
    }
  }

  /** Records that the server is going away, over the connection that there is. */
  void goesAway(String why) {
    kind = Kind.GOING_AWAY;
    reason = why;
  }

  /** Records that a connection is about to be dropped. */
  void lost(ServerConnection from, String why) {
    if (connection == from && kind != Kind.GOING_AWAY) {
      connecting(why);
    }
  }

  /** Records the end of a connection. */
  void disconnected(ServerConnection gone, String why) {
    if (connection == gone) {
      connection = null;
      failed(why);
    } else {
      draining--;
      if (draining == 0 && kind == Kind.GOING_AWAY) {
        failed(why);
      }
    }
  }

  /** Records that there is no connection. */
  void failed(String why) {
    String problem = key.problem();
    earlierFailure = problem == null ? why : problem;
    if (draining == 0 || kind != Kind.GOING_AWAY) {
      connecting(earlierFailure);
    }
  }

  private void connecting(String why) {
    kind = Kind.CONNECTING;
    reason = why;
  }

  Kind kind() {
    return kind == Kind.READY && !isReady() ? Kind.NOT_READY : kind;
  }

  /** Returns why it is not ready; null if it is. */
  @Nullable String reason() {
    return kind() == Kind.NOT_READY ? NOT_READY : reason;
  }

  /** Returns the number of calls in flight over the present connection. */
  private int current() {
    return connection == null ? 0 : connection.inFlight().size();
  }

  /** Returns how loaded the server is, in open calls. */
  double outstanding(long now) {
    return load.outstanding(current(), now);
  }

  /** Returns how long a call is expected to take, as a measure without a unit. */
  double expectedLatency(long now) {
    return load.expectedLatency(current(), now);
  }

  /** Returns whether a call can be sent now. */
  boolean acceptsCalls() {
    return connection != null && connection.acceptsCalls();
  }

  /** Returns whether a call can be sent now, and the server is one to send it to. */
  boolean suits(ClientCall call) {
    return acceptsCalls() && mayTake(call);
  }

  /** Returns whether the server is one to send a call to, now or when it can be sent. */
  boolean mayTake(ClientCall call) {
    return connection != null
        && !call.avoids(this)
        && !(health.isProbed() && current() > 0)
        && connection.mayHave(call.method());
  }

  /** Returns what users are shown. */
  ServerStatus status(long now) {
    if (health.isEjected() && isReady()) {
      return status(ServerStatus.State.EJECTED)
          .because("it failed calls in a row")
          .ejectedFor(Duration.ofNanos(Math.max(0, health.ejectedUntil() - now)));
    }
    ServerStatus.State state =
        switch (kind()) {
          case READY -> ServerStatus.State.READY;
          case NOT_READY -> ServerStatus.State.NOT_READY;
          case GOING_AWAY -> ServerStatus.State.DRAINING;
          case CONNECTING, CLOSED -> ServerStatus.State.CONNECTING;
        };
    String why = reason();
    ServerStatus status = status(state).notReadyFor(notReady());
    return why == null ? status : status.because(why);
  }

  private ServerStatus status(ServerStatus.State state) {
    ServerStatus status = ServerStatus.of(name, state, load.open());
    return connection == null ? status : status.withMethods(connection.methods()::all);
  }

  @Override
  public String toString() {
    return name;
  }
}
