package io.tightwire.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which of a client's servers get calls: those that are ready and not ejected, of the
 * client's zone if enough of them are. Immutable.
 */
record Eligibility(FleetOptions options) {

  /** Returns the servers that get calls, in the order of the list. */
  List<Server> of(List<Server> all) {
    return of(all, Server::isReady);
  }

  /** Returns the servers that get the calls of a service, in the order of the list. */
  List<Server> of(List<Server> all, String service) {
    return of(all, server -> server.isReadyFor(service));
  }

  private List<Server> of(List<Server> all, Predicate<Server> isReady) {
    List<Server> ready = new ArrayList<>();
    List<Server> healthy = new ArrayList<>();
    for (Server server : all) {
      if (isReady.test(server)) {
        ready.add(server);
        if (!server.health().isEjected()) {
          healthy.add(server);
        }
      }
    }
    return preferred(healthy.size() < fewest(all) ? ready : healthy, all);
  }

  /** Returns whether enough servers get calls if one that gets them is ejected. */
  boolean mayEject(List<Server> all) {
    long left =
        all.stream().filter(server -> server.isReady() && !server.health().isEjected()).count();
    return left - 1 >= fewest(all);
  }

  /** Returns how many servers get calls at least, whatever they do. */
  private int fewest(List<Server> all) {
    double kept = all.size() * (1 - options.ejection().share());
    return Math.max(1, (int) Math.ceil(kept - 1e-9));
  }

  /** Returns the servers of the client's zone, unless less than half of them get calls. */
  private List<Server> preferred(List<Server> servers, List<Server> all) {
    String zone = options.zone();
    if (zone == null) {
      return servers;
    }
    List<Server> near = servers.stream().filter(server -> zone.equals(server.zone())).toList();
    long listed = all.stream().filter(server -> zone.equals(server.zone())).count();
    return near.isEmpty() || 2L * near.size() < listed ? servers : near;
  }
}
