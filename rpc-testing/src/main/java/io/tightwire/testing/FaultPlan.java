package io.tightwire.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are injected into calls, by the paths of their methods; {@link #ANY} stands for
 * all methods. Immutable but for the flags of {@code cutting}, which are shared by the plans of
 * several servers. Thread-safe.
 *
 * @param delays by which requests are delayed
 * @param dropped the methods whose requests never arrive
 * @param muted the methods whose responses never arrive
 * @param cutting the methods whose next request disconnects its client; each flag is true until
 *     that has happened
 * @param unreachable whether all connections are refused
 */
record FaultPlan(
    Map<String, Duration> delays,
    Set<String> dropped,
    Set<String> muted,
    Map<String, AtomicBoolean> cutting,
    boolean unreachable) {

  static final String ANY = "*";

  static final FaultPlan NONE = new FaultPlan(Map.of(), Set.of(), Set.of(), Map.of(), false);

  FaultPlan withDelay(Set<String> paths, Duration delay) {
    Map<String, Duration> more = new HashMap<>(delays);
    paths.forEach(path -> more.put(path, delay));
    return new FaultPlan(Map.copyOf(more), dropped, muted, cutting, unreachable);
  }

  FaultPlan withDropped(Set<String> paths) {
    return new FaultPlan(delays, union(dropped, paths), muted, cutting, unreachable);
  }

  FaultPlan withMuted(Set<String> paths) {
    return new FaultPlan(delays, dropped, union(muted, paths), cutting, unreachable);
  }

  FaultPlan withCutting(Map<String, AtomicBoolean> flags) {
    Map<String, AtomicBoolean> more = new HashMap<>(cutting);
    more.putAll(flags);
    return new FaultPlan(delays, dropped, muted, Map.copyOf(more), unreachable);
  }

  FaultPlan asUnreachable() {
    return new FaultPlan(delays, dropped, muted, cutting, true);
  }

  /** Returns the delay of the method itself, or else that of all methods. */
  Duration delayOf(String path) {
    Duration ofAll = delays.getOrDefault(ANY, Duration.ZERO);
    return delays.getOrDefault(path, ofAll);
  }

  boolean drops(String path) {
    return names(dropped, path);
  }

  boolean mutes(String path) {
    return names(muted, path);
  }

  /** Returns whether a request of that method disconnects its client; true once for each flag. */
  boolean cuts(String path) {
    return isDue(cutting.get(path)) || isDue(cutting.get(ANY));
  }

  private static boolean isDue(@Nullable AtomicBoolean flag) {
    return flag != null && flag.compareAndSet(true, false);
  }

  private static boolean names(Set<String> paths, String path) {
    return paths.contains(path) || paths.contains(ANY);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }
}
