package io.tightwire.internal.client;

import io.tightwire.ConnectionState.Kind;
import io.tightwire.Ejection;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.Targets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a client: which there are, which are connected, and which one gets a call. What
 * becomes of the calls is up to {@link ClientCalls}. Confined to the loop thread.
 */
final class Fleet {

  private final ClientOptions options;
  private final FleetOptions fleet;
  private final Readiness readiness;
  private final ClientCounters counters;
  private final Membership members;
  private final Eligibility eligibility;
  private final ServerPicker picker;
  private final Map<Peer, ServerConnection> connections = new LinkedHashMap<>();
  private @Nullable Targets targets;

  /** When connections are to be checked. */
  private long checkAt = Timed.NEVER;

  /** When a server is to be removed, or an ejection ends. */
  private long timerAt = Timed.NEVER;

  /**
   * Creates the fleet, with the servers that are known from the beginning.
   *
   * @param readiness is told when calls can be sent and when not
   */
  Fleet(
      ClientOptions options, Readiness readiness, ClientCounters counters, RandomGenerator random) {
    this.options = options;
    this.counters = counters;
    this.fleet = options.fleet();
    this.readiness = readiness;
    this.members = new Membership(options, random.nextLong());
    this.eligibility = new Eligibility(fleet);
    this.picker = new ServerPicker(Balancer.of(fleet.balancing(), random));
    if (!options.servers().isEmpty()) {
      Membership.Change unused = members.replace(options.servers(), 0);
      update();
    }
  }

  // --- the list ---

  /** Returns the endpoints that can be connected to by the settings of the link alone. */
  List<Endpoint> endpoints() {
    return members.endpoints();
  }

  /** Starts to connect to all servers. */
  void open(Targets opened) {
    targets = opened;
    members.servers().forEach(this::reach);
  }

  private void reach(Server server) {
    if (targets != null && server.isUsable()) {
      targets.reach(server.endpoint(), server.key().key());
    }
  }

  /** Replaces the list of servers. */
  void replace(Collection<ServerAddress> addresses, long now) {
    Membership.Change change = members.replace(addresses, now);
    change.replaced().forEach(server -> leave(server, "the list has another key for its endpoint"));
    change.added().forEach(this::reach);
    removeUnlisted(now);
    update();
  }

  /** Records that the list could not be looked up. */
  void resolutionFailed(String why) {
    members.failed(why);
    update();
  }

  private void removeUnlisted(long now) {
    for (Server server : members.removeUnlisted(now)) {
      leave(server, "it is not on the list of servers any more");
    }
  }

  private void leave(Server server, String why) {
    if (targets != null) {
      targets.leave(server.endpoint());
    }
    ServerConnection connection = server.connection();
    if (connection != null) {
      drain(connection, why);
    }
  }

  /** Returns whether there is a server besides this one, ready or not. */
  boolean hasOther(Server server) {
    List<Server> all = members.servers();
    return all.size() > 1 || (all.size() == 1 && all.get(0) != server);
  }

  /** Returns whether there may be more than one server. */
  boolean isPlural() {
    return members.servers().size() > 1;
  }

  // --- connections ---

  /** Records a new connection; returns null if its server has left the list. */
  @Nullable ServerConnection connected(Peer peer, long now) {
    Server server = members.find(peer.endpoint());
    if (server == null || !server.is(peer)) {
      peer.drop("it is not on the list of servers any more");
      return null;
    }
    ServerConnection connection = new ServerConnection(server, peer, options.heartbeat(), now);
    connections.put(peer, connection);
    server.connected(connection);
    checkAt = now;
    update();
    return connection;
  }

  @Nullable ServerConnection connection(Peer peer) {
    return connections.get(peer);
  }

  /** Returns all connections as of now, also those that drain. */
  List<ServerConnection> connections() {
    return List.copyOf(connections.values());
  }

  /** Records the end of a connection. Returns it; null if it was none of a server. */
  @Nullable ServerConnection disconnected(Peer peer, String why) {
    ServerConnection gone = connections.remove(peer);
    if (gone != null) {
      gone.server().disconnected(gone, why);
      update();
    }
    return gone;
  }

  /** Returns the server at an endpoint; null if it has left the list. */
  @Nullable Server server(Endpoint endpoint) {
    return members.find(endpoint);
  }

  /** Records that a server can't be connected to. */
  void failed(Server server, String why) {
    server.failed(why);
    update();
  }

  /** Records that a server is ready over its connection. */
  void ready(ServerConnection connection, long now) {
    if (connection.isReady() && connection.server().connection() == connection) {
      connection.server().ready(now);
      update();
    }
  }

  /** Records which services of a server are not ready. */
  void notReady(ServerConnection connection, Set<String> services) {
    if (connection.isReady()) {
      connection.notReady(services);
      update();
    }
  }

  /** Sends no more calls over a connection, whose server is going away. */
  void goAway(ServerConnection connection, String why, long now) {
    if (!connection.isDraining()) {
      drain(connection, why);
      if (targets != null && !connection.inFlight().isEmpty()) {
        targets.renew(connection.server().endpoint(), now);
      }
      update();
    }
  }

  private static void drain(ServerConnection connection, String why) {
    connection.drain(why);
    if (connection.inFlight().isEmpty()) {
      connection.server().goesAway(why);
      connection.drop(why);
    } else {
      connection.server().drains(connection, why);
    }
  }

  /** Drops a connection, since of an error of its server. */
  void drop(ServerConnection connection, String why) {
    connection.server().lost(connection, why);
    connection.drop(why);
    update();
  }

  // --- ejection ---

  /** Records a failure that the server is to blame for, and ejects it if it has had too many. */
  void blame(Server server, long now) {
    ServerHealth health = server.health();
    health.failed();
    Ejection rule = fleet.ejection();
    if (server.isReady()
        && health.isFailing(rule.failures())
        && eligibility.mayEject(members.servers())) {
      int failures = health.failuresInRow();
      health.eject(now);
      counters.countEjection();
      server.log().ejected(failures, health.ejectedUntil() - now);
      update();
    }
  }

  // --- which server gets a call ---

  /** Returns whether there is a server that is ready, whether or not it applies backpressure. */
  boolean isReady() {
    return picker.isReady();
  }

  /** Returns whether there is a server that is ready for a call, as {@link #isReady} does. */
  boolean isReadyFor(ClientCall call) {
    return picker.isReadyFor(call);
  }

  /** Returns whether a call can be sent to a server now. */
  boolean acceptsCalls() {
    return picker.acceptsCalls();
  }

  /** Returns where a call is to be sent now; null if it has to wait. */
  @Nullable ServerConnection pick(ClientCall call, long now) {
    return picker.pick(call, isPlural(), now);
  }

  /** Returns whether a call can be sent to another server than that now, which it then avoids. */
  boolean canTakeElsewhere(ClientCall call, Server than, long now) {
    return picker.canTakeElsewhere(call, than, now);
  }

  /** Returns a connection to another server than that; null if none accepts the call now. */
  @Nullable ServerConnection pickElsewhere(ClientCall call, Server than, long now) {
    return picker.pickElsewhere(call, than, now);
  }

  /** Returns whether another server than that may have the method of a call. */
  boolean otherMayHave(ClientCall call, Server than) {
    return picker.otherMayHave(call, than);
  }

  // --- time ---

  /**
   * Sends heartbeats, drops servers that are silent, removes those that have left the list, and
   * ends ejections.
   *
   * @return when to call it again
   */
  long check(long now) {
    if (checkAt != Timed.NEVER && now - checkAt >= 0) {
      long next = Timed.NEVER;
      for (ServerConnection connection : connections.values()) {
        boolean ready = connection.isReady();
        next = Times.earlier(next, connection.check(now));
        if (ready && !connection.isReady()) {
          update();
        }
      }
      checkAt = next;
    }
    if (timerAt != Timed.NEVER && now - timerAt >= 0) {
      removeUnlisted(now);
      members.servers().forEach(server -> server.health().endEjection(now));
      update();
    }
    return Times.earlier(checkAt, timerAt);
  }

  /** Computes which servers get calls, after a change. */
  private void update() {
    List<Server> all = members.servers();
    picker.set(new Candidates(eligibility, all));
    timerAt = members.due();
    for (Server server : all) {
      timerAt = Times.earlier(timerAt, server.health().ejectedUntil());
    }
    if (isReady()) {
      readiness.ready();
    } else if (all.size() == 1) {
      Server only = all.get(0);
      readiness.notReady(only.kind(), String.valueOf(only.reason()));
    } else {
      readiness.notReady(Kind.CONNECTING, members.notReadyBecause());
    }
  }

  /** Returns why a call is queued, for messages. */
  String queuedBecause(ClientCall call) {
    if (isReady() && !isReadyFor(call)) {
      return (isPlural() ? "no server is" : "the server is not")
          + " ready for "
          + call.method().service();
    }
    return readiness.queuedBecause();
  }

  /** Returns whether every server refuses this client. */
  boolean isRefused() {
    List<Server> all = members.servers();
    return !all.isEmpty() && all.stream().allMatch(Server::isRefusing);
  }

  /** Makes it the last state that the client is closed. */
  void closed(String reason) {
    readiness.notReady(Kind.CLOSED, reason);
  }

  /** Returns what users are shown: the servers on the list, and those that have left it. */
  List<ServerStatus> status(long now) {
    List<Server> all = new ArrayList<>(members.servers());
    for (ServerConnection connection : connections.values()) {
      if (!all.contains(connection.server())) {
        all.add(connection.server());
      }
    }
    return all.stream().map(server -> server.status(now)).toList();
  }
}
