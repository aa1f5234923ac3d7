package io.tightwire.internal.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the server with the highest score for the call's key. While that server applies
 * backpressure the call waits, so that calls of one key keep their order. Confined to the loop
 * thread.
 */
final class KeyHashing implements Balancer {

  @Override
  public @Nullable Server pick(List<Server> eligible, ClientCall call, long now) {
    long key = call.keyHash();
    Server best = null;
    double highest = 0;
    for (Server server : eligible) {
      if (server.mayTake(call)) {
        double score = Keys.score(key, server.keyHash(), server.weight());
        if (best == null || score > highest) {
          best = server;
          highest = score;
        }
      }
    }
    return best != null && best.acceptsCalls() ? best : null;
  }
}
