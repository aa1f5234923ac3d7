package io.tightwire.internal.client;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the better one of two random servers. They are two different ones: if both could be the
 * same, a server that hangs would get a call for each pair that it makes with itself. Confined to
 * the loop thread.
 */
final class TwoChoices implements Balancer {

  /** How loaded a server is. */
  interface Cost {
    double of(Server server, long now);
  }

  private final RandomGenerator random;
  private final Cost cost;
  private @Nullable Server last;

  TwoChoices(RandomGenerator random, Cost cost) {
    this.random = random;
    this.cost = cost;
  }

  @Override
  public @Nullable Server pick(List<Server> eligible, ClientCall call, long now) {
    int count = eligible.size();
    if (count == 0) {
      return null;
    }
    int start = random.nextInt(count);
    Server one = suited(eligible, call, start, null);
    if (one == null) {
      return null;
    }
    int next = count == 1 ? start : start + 1 + random.nextInt(count - 1);
    Server other = suited(eligible, call, next, one);
    Server picked = other == null ? one : better(one, other, now);
    last = picked;
    return picked;
  }

  /**
   * Returns the first suited server from an index on, around the end.
   *
   * @param not a server that is passed over; null for none
   */
  private static @Nullable Server suited(
      List<Server> eligible, ClientCall call, int start, @Nullable Server not) {
    int count = eligible.size();
    for (int i = start; i < start + count; i++) {
      Server server = eligible.get(i % count);
      if (server != not && server.suits(call)) {
        return server;
      }
    }
    return null;
  }

  private Server better(Server one, Server other, long now) {
    double costOfOne = cost.of(one, now) * other.weight();
    double costOfOther = cost.of(other, now) * one.weight();
    if (costOfOne == costOfOther) {
      return one == last ? other : one;
    }
    return costOfOne < costOfOther ? one : other;
  }
}
