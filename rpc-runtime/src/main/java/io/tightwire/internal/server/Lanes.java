package io.tightwire.internal.server;

import io.tightwire.LaneStats;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's lanes by name; the common lane has the empty name. Immutable. */
public final class Lanes {

  /** How many calls of the built-in services run at a time, and how many may be queued. */
  private static final int BUILT_IN_CONCURRENCY = 2;

  private static final int BUILT_IN_QUEUED = 1024;

  private final Map<String, Lane> lanes = new HashMap<>();
  private final Lane builtIn;
  private final Executor builtInExecutor;
  private final @Nullable Supplier<HandlerTimes> times;

  /**
   * Creates the lanes.
   *
   * @param common the concurrency of the common lane
   * @param named the concurrency of each named lane
   * @param inline the names of the lanes whose calls run on the loop
   * @param maxQueued how many calls may be queued in each
   * @param times creates the times of a method, by which its handler may run on the loop; null if
   *     none may
   */
  public Lanes(
      int common,
      Map<String, Integer> named,
      Collection<String> inline,
      int maxQueued,
      Executor executor,
      @Nullable Supplier<HandlerTimes> times) {
    this(common, named, inline, maxQueued, executor, times, executor);
  }

  /**
   * Creates the lanes.
   *
   * @param common the concurrency of the common lane
   * @param named the concurrency of each named lane
   * @param inline the names of the lanes whose calls run on the loop
   * @param maxQueued how many calls may be queued in each
   * @param times creates the times of a method, by which its handler may run on the loop; null if
   *     none may
   * @param builtInExecutor runs the calls of built-in services; has threads however busy the user's
   *     services are
   */
  public Lanes(
      int common,
      Map<String, Integer> named,
      Collection<String> inline,
      int maxQueued,
      Executor executor,
      @Nullable Supplier<HandlerTimes> times,
      Executor builtInExecutor) {
    this.times = times;
    this.builtInExecutor = builtInExecutor;
    this.builtIn = new Lane("built-in", BUILT_IN_CONCURRENCY, BUILT_IN_QUEUED, builtInExecutor);
    lanes.put("", new Lane("common", common, maxQueued, executor));
    named.forEach(
        (name, concurrency) -> lanes.put(name, new Lane(name, concurrency, maxQueued, executor)));
    inline.forEach(name -> lanes.put(name, Lane.inline(name, maxQueued, executor)));
  }

  /** Returns the lane of the services that every server has. */
  Lane builtIn() {
    return builtIn;
  }

  /** Returns what has threads however busy the user's services are. */
  Executor builtInExecutor() {
    return builtInExecutor;
  }

  /** Returns how busy each is, but for the lane of the built-in services. */
  Map<String, LaneStats> stats() {
    Map<String, LaneStats> stats = new TreeMap<>();
    lanes.forEach((name, lane) -> stats.put(name, lane.stats()));
    return stats;
  }

  /**
   * Returns new times of a method, by which its handler may run on the loop; null if it may not.
   */
  @Nullable HandlerTimes timesOf(MethodDescriptor<?> method) {
    boolean may =
        !of(method).isInline()
            && method.kind() != MethodDescriptor.Kind.STREAMING
            && !method.takesStream(); // it may wait for items
    return times == null || !may ? null : times.get();
  }

  /**
   * Returns the lane of a method.
   *
   * @throws IllegalArgumentException if it does not exist, or can't run the method
   */
  Lane of(ServerMethod<?> method) {
    Lane lane = of(method.descriptor());
    if (lane.isInline() && method.waitsForItems()) {
      throw new IllegalArgumentException(
          method.descriptor().displayName()
              + " waits for the items of a stream, and runs on lane \""
              + lane.name()
              + "\", which is inline: it would hold up all other calls; take a Flow.Publisher"
              + " instead, or give this lane separate threads: .lane(\""
              + lane.name()
              + "\", concurrency)");
    }
    return lane;
  }

  /**
   * Returns the lane of a method.
   *
   * @throws IllegalArgumentException if it does not exist, or can't run the method
   */
  Lane of(MethodDescriptor<?> method) {
    Lane lane = lanes.get(method.lane());
    if (lane == null) {
      throw new IllegalArgumentException(
          method.displayName()
              + " runs on lane \""
              + method.lane()
              + "\", which this server does not have; add .lane(\""
              + method.lane()
              + "\", concurrency) to its builder");
    }
    if (lane.isInline() && method.kind() == MethodDescriptor.Kind.STREAMING) {
      throw new IllegalArgumentException(
          method.displayName()
              + " is a stream, and runs on lane \""
              + method.lane()
              + "\", which is inline: its source would hold up all other calls; give it another"
              + " lane, or give this one separate threads: .lane(\""
              + method.lane()
              + "\", concurrency)");
    }
    return lane;
  }
}
