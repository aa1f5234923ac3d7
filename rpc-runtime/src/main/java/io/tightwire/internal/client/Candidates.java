package io.tightwire.internal.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers that get calls, as of the latest change: those of any service, and those of each
 * service that is not ready somewhere. Confined to the loop thread.
 */
final class Candidates {

  static final Candidates NONE = new Candidates(new Eligibility(FleetOptions.DEFAULT), List.of());

  private final Eligibility eligibility;
  private final List<Server> servers;
  private final List<Server> eligible;
  private final List<Server> connected = new ArrayList<>();
  private boolean othersMayCome;

  /** Those of each service that was called. */
  private final Map<String, List<Server>> byService = new HashMap<>();

  private boolean uniform = true;

  /** Computes which ones of all servers get calls. */
  Candidates(Eligibility eligibility, List<Server> servers) {
    this.eligibility = eligibility;
    this.servers = servers;
    this.eligible = eligibility.of(servers);
    for (Server server : servers) {
      if (server.isConnected()) {
        connected.add(server);
      }
      othersMayCome |= server.isUntried();
      uniform &= server.notReady().isEmpty();
    }
  }

  /** Returns those that get calls of services that are ready, in the order of the list. */
  List<Server> all() {
    return eligible;
  }

  /** Returns those that get calls of some service; also of those that every server has. */
  List<Server> ofAnyService() {
    return uniform ? eligible : connected;
  }

  /** Returns those that get a call, in the order of the list. */
  List<Server> of(ClientCall call) {
    return uniform
        ? eligible
        : byService.computeIfAbsent(
            call.method().service(), service -> eligibility.of(servers, service));
  }

  /**
   * Returns whether there are servers of which nothing is known yet: a call waits for them if no
   * other one suits it.
   */
  boolean othersMayCome() {
    return othersMayCome;
  }
}
