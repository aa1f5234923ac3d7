package io.tightwire.internal.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks the server of each call: by its pin, by its key, or by the client's policy. Confined to the
 * loop thread.
 */
final class ServerPicker {

  private final Balancer balancer;
  private final Balancer byKey = new KeyHashing();

  private Candidates candidates = Candidates.NONE;

  ServerPicker(Balancer balancer) {
    this.balancer = balancer;
  }

  /** Sets the servers that get calls. */
  void set(Candidates value) {
    candidates = value;
  }

  /** Returns whether there is a server that is ready, whether or not it applies backpressure. */
  boolean isReady() {
    return !candidates.all().isEmpty();
  }

  /** Returns whether there is a server that is ready for a call, as {@link #isReady} does. */
  boolean isReadyFor(ClientCall call) {
    return !candidates.of(call).isEmpty();
  }

  /** Returns whether a call can be sent to a server now. */
  boolean acceptsCalls() {
    for (Server server : candidates.ofAnyService()) {
      if (server.acceptsCalls()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns where a call is to be sent now; null if it has to wait.
   *
   * @param plural whether there are other servers, ready or not
   */
  @Nullable ServerConnection pick(ClientCall call, boolean plural, long now) {
    List<Server> eligible = candidates.of(call);
    if (eligible.isEmpty()) {
      return null;
    }
    if (!plural && eligible.size() == 1) {
      Server only = eligible.get(0);
      return only.acceptsCalls() ? only.connection() : null;
    }
    Server picked = pickByPolicy(eligible, call, now);
    if (picked == null
        && !candidates.othersMayCome()
        && eligible.stream().noneMatch(server -> server.mayTake(call))) {
      picked = pickUnsuited(eligible, call);
    }
    return picked == null ? null : picked.connection();
  }

  private @Nullable Server pickByPolicy(List<Server> eligible, ClientCall call, long now) {
    Routing.Pin pin = call.pin();
    if (pin != null) {
      Server pinned = pin.server();
      if (pinned == null || !eligible.contains(pinned)) {
        pinned = balancer.pick(eligible, call, now);
        if (pinned != null) {
          pin.set(pinned);
        }
      }
      return pinned != null && pinned.acceptsCalls() ? pinned : null;
    }
    return (call.hasKey() ? byKey : balancer).pick(eligible, call, now);
  }

  /**
   * Returns a server that no reason speaks for, since all others have as little: it has refused the
   * call, is probed, or does not name the method, and then it says so.
   */
  private static @Nullable Server pickUnsuited(List<Server> eligible, ClientCall call) {
    Server least = null;
    for (Server server : eligible) {
      if (server.acceptsCalls() && (least == null || call.avoids(least))) {
        least = server;
      }
    }
    return least;
  }

  /** Returns whether a call can be sent to another server than that now, which it then avoids. */
  boolean canTakeElsewhere(ClientCall call, Server than, long now) {
    return pickElsewhere(call, than, now) != null;
  }

  /**
   * Returns where a call can be sent now besides that server, which it then avoids; null if
   * nowhere.
   */
  @Nullable ServerConnection pickElsewhere(ClientCall call, Server than, long now) {
    call.history().avoided = than;
    Server picked = pickByPolicy(candidates.of(call), call, now);
    return picked == null ? null : picked.connection();
  }

  /** Returns whether another server than that may have the method of a call. */
  boolean otherMayHave(ClientCall call, Server than) {
    for (Server server : candidates.of(call)) {
      ServerConnection connection = server.connection();
      if (server != than && connection != null && connection.mayHave(call.method())) {
        return true;
      }
    }
    return candidates.othersMayCome();
  }
}
