package io.tightwire.internal.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Holds a client's calls back while too many responses are kept that it has not taken: backpressure
 * that throttles the client before any work is done that would be thrown away. No thread waits: the
 * lane passes over such a call, which releases its turn, and {@link #resume} gives it another one.
 * On each lane a client's calls are started in the order in which they came. Thread-safe.
 */
final class CallGate {

  /** The interval at which calls that are held back are checked. */
  static final long CHECK_INTERVAL = Duration.ofMillis(10).toNanos();

  private final ResponseBytes responses;
  private final Runnable onHeldBack;

  /** Guarded by this. */
  private final Map<Lane, HeldCalls> lanes = new HashMap<>();

  /** The number of calls that are held back; changed under the lock. */
  private final AtomicInteger heldBack = new AtomicInteger();

  /** About how many of those that were held back are running. */
  private final AtomicInteger resumed = new AtomicInteger();

  /** The time when a call was last resumed. Confined to the loop thread. */
  private long resumedAt;

  /** Whether the loop knows that calls are held back; guarded by this. */
  private boolean reported;

  /**
   * Creates an open gate.
   *
   * @param now in nanoseconds
   * @param onHeldBack run by any thread when calls begin to be held back: from then on {@link
   *     #resume} has to be called, again and again, until it returns true
   */
  CallGate(ResponseBytes responses, long now, Runnable onHeldBack) {
    this.responses = responses;
    this.resumedAt = now;
    this.onHeldBack = onHeldBack;
  }

  /**
   * Uses the turn of a call on its lane.
   *
   * @return the call to start: this one, or one that came before it; null if that is held back
   */
  @Nullable ServerCall admit(ServerCall call) {
    if (heldBack.get() == 0 && mayStart(call)) {
      return call;
    }
    boolean report;
    ServerCall next;
    synchronized (this) {
      HeldCalls held = lanes.computeIfAbsent(call.lane(), HeldCalls::new);
      held.add(call);
      next = held.next();
      report = heldBack.get() > 0 && !reported;
      reported |= report;
    }
    if (report) {
      onHeldBack.run();
    }
    return next;
  }

  private boolean mayStart(ServerCall call) {
    return call.isOneWay() || responses.mayStart();
  }

  /** Removes a call that has ended. */
  void remove(ServerCall call) {
    if (call.wasHeldBack) {
      resumed.updateAndGet(now -> Math.max(0, now - 1));
    }
    if (heldBack.get() > 0) {
      synchronized (this) {
        HeldCalls held = lanes.get(call.lane());
        if (held != null) {
          held.remove(call);
        }
      }
    }
  }

  /**
   * Gives calls another turn on their lanes: as many as there is room for, less those that were
   * resumed before and are running. If none was resumed for a while, one is in any case, since
   * those that are running may take their time. Confined to the loop thread.
   *
   * @return whether no call is held back any more
   */
  boolean resume(long now) {
    Map<Lane, Integer> turns = new HashMap<>();
    synchronized (this) {
      long left =
          Math.max(
              responses.startable() - resumed.get(), now - resumedAt >= CHECK_INTERVAL ? 1 : 0);
      for (HeldCalls held : lanes.values()) {
        if (held.mayResume()) {
          int given = (int) Math.max(0, Math.min(held.turns, left));
          held.turns -= given;
          left -= given;
          turns.put(held.lane, given);
          resumedAt = given > 0 ? now : resumedAt;
        }
      }
    }
    turns.forEach(this::resume);
    synchronized (this) {
      reported = heldBack.get() > 0;
      if (!reported) {
        resumed.set(0);
      }
      return !reported;
    }
  }

  private void resume(Lane lane, int turns) {
    HeldCalls held;
    synchronized (this) {
      held = lanes.get(lane);
    }
    for (int i = 0; held != null && i < turns; i++) {
      lane.resume(held);
    }
  }

  /** Returns how many calls are held back; for tests. */
  int heldBack() {
    return heldBack.get();
  }

  /**
   * The calls of one lane that are held back, and the turns on it that they have released. Each
   * turn starts the oldest one, so that their order is kept. Guarded by the gate.
   */
  private final class HeldCalls implements Runnable {

    final Lane lane;
    final Set<ServerCall> calls = new LinkedHashSet<>();
    int turns;

    HeldCalls(Lane lane) {
      this.lane = lane;
    }

    void add(ServerCall call) {
      if (!call.neverStarts() && calls.add(call)) {
        heldBack.incrementAndGet();
      }
    }

    void remove(ServerCall call) {
      if (calls.remove(call)) {
        heldBack.decrementAndGet();
        turns = Math.max(0, turns - 1); // unless its turn is to come
      }
    }

    private @Nullable ServerCall first() {
      return calls.isEmpty() ? null : calls.iterator().next();
    }

    boolean mayResume() {
      ServerCall first = first();
      return turns > 0 && (first == null || first.neverStarts() || mayStart(first));
    }

    /** Uses a turn. Returns null if it was released, or no call is left. */
    @Nullable ServerCall next() {
      while (true) {
        ServerCall first = first();
        if (first == null) {
          return null;
        }
        boolean ended = first.neverStarts();
        if (!ended && !mayStart(first)) {
          turns++;
          return null;
        }
        calls.remove(first);
        heldBack.decrementAndGet();
        if (!ended) {
          first.wasHeldBack = true;
          resumed.incrementAndGet();
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
        long unused = call.start(System.nanoTime());
      }
    }
  }
}
