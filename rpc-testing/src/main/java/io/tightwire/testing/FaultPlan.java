package io.tightwire.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which faults calls meet from now on, by the paths of their methods; {@link #ANY} stands for all
 * of them. Immutable.
 *
 * @param delays how long requests are held back
 * @param dropped whose requests never arrive
 * @param muted whose answers never arrive
 * @param cutting whose next request costs the connection
 * @param unreachable whether nobody is let in
 */
record FaultPlan(
    Map<String, Duration> delays,
    Set<String> dropped,
    Set<String> muted,
    Set<String> cutting,
    boolean unreachable) {

  static final String ANY = "*";

  static final FaultPlan NONE = new FaultPlan(Map.of(), Set.of(), Set.of(), Set.of(), false);

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

  FaultPlan withCutting(Set<String> paths) {
    return new FaultPlan(delays, dropped, muted, union(cutting, paths), unreachable);
  }

  FaultPlan asUnreachable() {
    return new FaultPlan(delays, dropped, muted, cutting, true);
  }

  /** After a request of that method has cost the connection. */
  FaultPlan afterCut(String path) {
    Set<String> left = new HashSet<>(cutting);
    if (!left.remove(path)) {
      left.remove(ANY);
    }
    return new FaultPlan(delays, dropped, muted, Set.copyOf(left), unreachable);
  }

  /** What was said of the method itself counts more than what was said of all. */
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

  boolean cuts(String path) {
    return names(cutting, path);
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
