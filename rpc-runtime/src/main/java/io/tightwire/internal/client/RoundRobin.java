package io.tightwire.internal.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes each server in turn, by its weight, with the turns of a heavy server spread among those of
 * the others (the smooth weighted round robin of nginx). Confined to the loop thread.
 */
final class RoundRobin implements Balancer {

  @Override
  public @Nullable Server pick(List<Server> eligible, ClientCall call, long now) {
    long total = 0;
    Server picked = null;
    for (Server server : eligible) {
      if (server.suits(call)) {
        total += server.weight();
        server.load().addCredit(server.weight());
        if (picked == null || server.load().credit() > picked.load().credit()) {
          picked = server;
        }
      }
    }
    if (picked != null) {
      picked.load().addCredit(-total);
    }
    return picked;
  }
}
