package io.tightwire.internal.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client's calls from being started while too much is kept for it that it has not taken:
 * backpressure, before any work is done that would be thrown away. The lane passes over them, so
 * that they hold up no other client's. On each lane a client's calls are started in the order in
 * which they came. Safe for use by many threads.
 */
final class CallGate {

  /** How often calls that are held back are looked at, though nothing may have happened. */
  static final long LOOK = Duration.ofMillis(10).toNanos();

  private final ResponseBytes responses;
  private final Runnable onHeldBack;

  /** Guarded by this. */
  private final Map<Lane, Line> lines = new HashMap<>();

  /** How many calls stand in lines; changed under the lock. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** About how many of those that stood there are under way. */
  private final AtomicInteger underWay = new AtomicInteger();

  /** When one of them was last given its turn. Confined to the loop thread. */
  private long resumedAt;

  /** Whether the loop knows that some do; guarded by this. */
  private boolean told;

  /**
   * Lets all through at first.
   *
   * @param now in nanoseconds
   * @param onHeldBack run when calls begin to be held back: {@link #release} has to be called then,
   *     time and again, until it says that none are. Run by many threads
   */
  CallGate(ResponseBytes responses, long now, Runnable onHeldBack) {
    this.responses = responses;
    this.resumedAt = now;
    this.onHeldBack = onHeldBack;
  }

  /**
   * It is a call's turn on its lane.
   *
   * @return what to start: that call, or one that came before it; null if that has to wait
   */
  @Nullable ServerCall admit(ServerCall call) {
    if (waiting.get() == 0 && mayStart(call)) {
      return call;
    }
    boolean tell;
    ServerCall next;
    synchronized (this) {
      Line line = lines.computeIfAbsent(call.lane(), Line::new);
      line.add(call);
      next = line.next();
      tell = waiting.get() > 0 && !told;
      told |= tell;
    }
    if (tell) {
      onHeldBack.run();
    }
    return next;
  }

  private boolean mayStart(ServerCall call) {
    return call.isOneWay() || responses.mayStart();
  }

  /** A call is over: if it waits here, nothing of it is kept. */
  void over(ServerCall call) {
    if (call.waited) {
      underWay.updateAndGet(now -> Math.max(0, now - 1));
    }
    if (waiting.get() > 0) {
      synchronized (this) {
        Line line = lines.get(call.lane());
        if (line != null) {
          line.remove(call);
        }
      }
    }
  }

  /**
   * Gives calls another turn on their lanes if there is room for them, and for those that were
   * given one before and are under way. One is given its turn in any case if that has not happened
   * for a while, since those may take their time. For the loop.
   *
   * @return whether none is held back any more
   */
  boolean release(long now) {
    Map<Lane, Integer> turns = new HashMap<>();
    synchronized (this) {
      long left = Math.max(responses.startable() - underWay.get(), now - resumedAt >= LOOK ? 1 : 0);
      for (Line line : lines.values()) {
        if (line.mayGoOn()) {
          int resumed = (int) Math.max(0, Math.min(line.turns, left));
          line.turns -= resumed;
          left -= resumed;
          turns.put(line.lane, resumed);
          resumedAt = resumed > 0 ? now : resumedAt;
        }
      }
    }
    turns.forEach(this::resume);
    synchronized (this) {
      told = waiting.get() > 0;
      if (!told) {
        underWay.set(0);
      }
      return !told;
    }
  }

  private void resume(Lane lane, int turns) {
    Line line;
    synchronized (this) {
      line = lines.get(lane);
    }
    for (int i = 0; line != null && i < turns; i++) {
      lane.resume(line);
    }
  }

  /** How many calls are held back; for tests. */
  int waiting() {
    return waiting.get();
  }

  /**
   * Calls of one lane that wait, and the turns on it that they have given up: each turn starts the
   * one that has waited longest, so that their order is kept.
   */
  private final class Line implements Runnable {

    final Lane lane;
    final Set<ServerCall> calls = new LinkedHashSet<>();
    int turns;

    Line(Lane lane) {
      this.lane = lane;
    }

    void add(ServerCall call) {
      if (!call.isOver() && calls.add(call)) {
        waiting.incrementAndGet();
      }
    }

    void remove(ServerCall call) {
      if (calls.remove(call)) {
        waiting.decrementAndGet();
        turns = Math.max(0, turns - 1); // unless its turn is to come
      }
    }

    private @Nullable ServerCall first() {
      return calls.isEmpty() ? null : calls.iterator().next();
    }

    boolean mayGoOn() {
      ServerCall first = first();
      return turns > 0 && (first == null || first.isOver() || mayStart(first));
    }

    /** Uses a turn, or gives it up: then it returns null. */
    @Nullable ServerCall next() {
      while (true) {
        ServerCall first = first();
        if (first == null) {
          return null;
        }
        boolean over = first.isOver();
        if (!over && !mayStart(first)) {
          turns++;
          return null;
        }
        calls.remove(first);
        waiting.decrementAndGet();
        if (!over) {
          first.waited = true;
          underWay.incrementAndGet();
          return first;
        }
      }
    }

    @Override
    public void run() {
      ServerCall call;
      synchronized (CallGate.this) {
        call = next();
      }
      if (call != null) {
        call.start();
      }
    }
  }
}
