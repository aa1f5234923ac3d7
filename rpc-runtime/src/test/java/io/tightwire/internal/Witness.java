package io.tightwire.internal;

import io.tightwire.CallListener;
import io.tightwire.internal.stream.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records the actions of a {@link Schedule}'s handlers and readers, and checks them. Confined to
 * one thread.
 */
final class Witness {

  /**
   * The most bytes that may be on their way from a source to its reader: the window, the server's
   * room, and the last of each.
   */
  private static final long BOUND = Window.BYTES + 256 * 1024 + 4L * ScheduledServer.LARGEST;

  private final Map<Integer, Integer> runs = new HashMap<>();
  private final Map<Integer, Long> underWay = new HashMap<>();
  private final Set<Integer> repeatable = new HashSet<>();
  private final List<AtomicInteger> ends = new ArrayList<>();

  /** Records that a call may run more than once. */
  void mayRepeat(int call) {
    repeatable.add(call);
  }

  /** Records that a handler runs. */
  int run(int call) {
    int times = runs.merge(call, 1, Integer::sum);
    if (times > (repeatable.contains(call) ? 4 : 1)) {
      throw new AssertionError("call " + call + " runs for the " + times + "th time");
    }
    return call;
  }

  /** Returns whether a call was run. */
  boolean ran(int call) {
    return runs.containsKey(call);
  }

  /** Returns the number of calls that were run. */
  int count() {
    return runs.size();
  }

  /** Returns how often calls were run that had been run before. */
  int repeats() {
    return runs.values().stream().mapToInt(times -> times - 1).sum();
  }

  /** Counts the ends that it gets for its call, on either side. */
  CallListener listener() {
    AtomicInteger told = new AtomicInteger();
    ends.add(told);
    return end -> {
      if (end.isOk() != end.failure().isEmpty()) {
        throw new AssertionError("neither a success nor a failure: " + end);
      }
      told.incrementAndGet();
    };
  }

  /** Checks that each listener got one end. */
  void checkEnds() {
    for (AtomicInteger told : ends) {
      if (told.get() != 1) {
        throw new AssertionError("a listener was told " + told + " times of the end");
      }
    }
  }

  /** Records that a source has made an item. */
  void made(int call, int bytes) {
    long now = underWay.merge(call, (long) bytes, Long::sum);
    if (now > BOUND) {
      throw new AssertionError("call " + call + " has " + now + " bytes under way");
    }
  }

  /** Records that a reader has read an item. */
  void read(int call, int bytes) {
    underWay.merge(call, (long) -bytes, Long::sum);
  }
}
