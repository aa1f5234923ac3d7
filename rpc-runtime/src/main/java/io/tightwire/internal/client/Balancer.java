package io.tightwire.internal.client;

import io.tightwire.Balancing;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses the server of a call. Confined to the loop thread. */
interface Balancer {

  /**
   * Returns the server to which the call is to be sent now.
   *
   * @param eligible the servers that are ready and not ejected, in the order of the list; some may
   *     not be suited ({@link Server#suits})
   * @return null if there is none, or the call is to wait for one that applies backpressure
   */
  @Nullable Server pick(List<Server> eligible, ClientCall call, long now);

  /** Creates the balancer of a policy. */
  static Balancer of(Balancing policy, RandomGenerator random) {
    if (policy == Balancing.leastLatency()) {
      return new TwoChoices(random, Server::expectedLatency);
    }
    if (policy == Balancing.roundRobin()) {
      return new RoundRobin();
    }
    if (policy == Balancing.pickFirst()) {
      return new PickFirst();
    }
    if (policy == Balancing.byKey()) {
      return new KeyHashing();
    }
    return new TwoChoices(random, Server::outstanding);
  }
}
