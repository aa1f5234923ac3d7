package io.tightwire.internal.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first server of the list that is ready, and returns to an earlier one when that has
 * been ready for a while. Confined to the loop thread.
 */
final class PickFirst implements Balancer {

  private static final long PROBATION = TimeUnit.SECONDS.toNanos(10);

  private @Nullable Server current;

  @Override
  public @Nullable Server pick(List<Server> eligible, ClientCall call, long now) {
    Server present = current;
    if (present == null || !eligible.contains(present)) {
      present = eligible.isEmpty() ? null : eligible.get(0);
    } else {
      for (Server earlier : eligible) {
        if (earlier == present || now - earlier.readyAt() >= PROBATION) {
          present = earlier;
          break;
        }
      }
    }
    current = present;
    if (present == null || present.mayTake(call)) {
      return present != null && present.acceptsCalls() ? present : null;
    }
    for (Server other : eligible) { // the first one does not have the method, or has refused it
      if (other.suits(call)) {
        return other;
      }
    }
    return null;
  }
}
