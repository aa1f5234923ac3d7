package io.tightwire.internal.server;

import io.tightwire.stub.MethodDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The server's lanes by name; the common one has the empty name. Immutable. */
public final class Lanes {

  private final Map<String, Lane> lanes = new HashMap<>();

  /**
   * Creates the lanes.
   *
   * @param common the concurrency of the common lane
   * @param named the concurrency of each named lane
   * @param maxQueued how many calls may wait in each
   */
  public Lanes(int common, Map<String, Integer> named, int maxQueued, Executor executor) {
    lanes.put("", new Lane("common", common, maxQueued, executor));
    named.forEach(
        (name, concurrency) -> lanes.put(name, new Lane(name, concurrency, maxQueued, executor)));
  }

  Lane of(MethodDescriptor<?> method) {
    Lane lane = lanes.get(method.lane());
    if (lane == null) {
      throw new IllegalArgumentException(
          method.displayName()
              + " runs on lane \""
              + method.lane()
              + "\", which this server has not; add .lane(\""
              + method.lane()
              + "\", concurrency) to its builder");
    }
    return lane;
  }
}
