package io.tightwire.internal.lifecycle;

import io.tightwire.internal.server.HandlerTimes;
import io.tightwire.internal.server.Lanes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the threads and lanes that handlers run on. Immutable.
 *
 * @param executor the user's executor; null if the server shall have its own threads
 * @param concurrency how many calls the common lane runs at a time
 * @param lanes the concurrency of each other lane by name
 * @param inlineLanes the names of the lanes that run on the loop
 * @param inlineShortHandlers whether handlers of other lanes may run on the loop, too
 * @param maxQueuedCalls how many calls wait in a lane
 */
public record ServerLanesConfig(
    @Nullable Executor executor,
    int concurrency,
    Map<String, Integer> lanes,
    Set<String> inlineLanes,
    boolean inlineShortHandlers,
    int maxQueuedCalls) {

  /**
   * Creates the lanes.
   *
   * @param runner runs the calls
   * @param builtInRunner runs those of built-in services
   */
  Lanes lanes(Executor runner, Executor builtInRunner) {
    return new Lanes(
        concurrency,
        lanes,
        inlineLanes,
        maxQueuedCalls,
        runner,
        inlineShortHandlers && executor == null ? HandlerTimes::new : null,
        builtInRunner);
  }

  /**
   * Collects the settings. A zero or null stands for a default that depends on others. Not
   * thread-safe.
   */
  public static final class Builder {

    private static final int ON_USERS_EXECUTOR = 256;

    private final Map<String, Integer> lanes = new LinkedHashMap<>();
    private final Set<String> inlineLanes = new LinkedHashSet<>();
    private final List<String> contradictions = new ArrayList<>();
    private boolean inlineShortHandlers = true;
    private int workers;
    private @Nullable Executor executor;
    private int maxConcurrentCalls;
    private int maxQueuedCalls = 65_536;

    Builder() {}

    public void lane(String name, int concurrency) {
      Integer earlier = lanes.put(name, concurrency);
      if (earlier != null && earlier != concurrency) {
        contradictions.add(
            "Lane \""
                + name
                + "\" has two concurrencies, "
                + earlier
                + " and "
                + concurrency
                + "; call lane(\""
                + name
                + "\", …) once");
      }
    }

    public void inlineLane(String name) {
      inlineLanes.add(name);
    }

    public void inlineShortHandlers(boolean value) {
      inlineShortHandlers = value;
    }

    public void workers(int value) {
      workers = value;
    }

    public void executor(Executor value) {
      executor = value;
    }

    public void maxConcurrentCalls(int value) {
      maxConcurrentCalls = value;
    }

    public void maxQueuedCalls(int value) {
      maxQueuedCalls = value;
    }

    /** Of the common lane. */
    private int concurrency() {
      if (executor != null) {
        return maxConcurrentCalls > 0 ? maxConcurrentCalls : ON_USERS_EXECUTOR;
      }
      if (workers > 0) {
        return maxConcurrentCalls > 0 ? Math.min(workers, maxConcurrentCalls) : workers;
      }
      return maxConcurrentCalls > 0
          ? maxConcurrentCalls
          : Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    }

    private void requireNoContradiction() {
      if (executor != null && workers > 0) {
        contradictions.add(
            "workers("
                + workers
                + ") sizes the server's own threads, which a server with an executor(…) does not"
                + " have; leave out one of them, or bound its calls by maxConcurrentCalls");
      }
      if (workers > 0 && maxConcurrentCalls > workers) {
        contradictions.add(
            ServerConfig.Builder.above("maxConcurrentCalls", maxConcurrentCalls, "workers", workers)
                + ": a running call takes a thread");
      }
      for (String name : inlineLanes) {
        if (lanes.containsKey(name)) {
          contradictions.add(
              "\"" + name + "\" is both a lane and an inlineLane; leave out one of them");
        }
      }
      if (!contradictions.isEmpty()) {
        throw new IllegalArgumentException(contradictions.get(0));
      }
    }

    /**
     * Creates the configuration.
     *
     * @throws IllegalArgumentException if two settings contradict each other
     */
    ServerLanesConfig build() {
      requireNoContradiction();
      return new ServerLanesConfig(
          executor,
          concurrency(),
          Map.copyOf(lanes),
          Set.copyOf(inlineLanes),
          inlineShortHandlers,
          maxQueuedCalls);
    }
  }
}
