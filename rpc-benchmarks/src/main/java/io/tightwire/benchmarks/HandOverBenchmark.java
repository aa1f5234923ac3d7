package io.tightwire.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The minimum cost of every call: passing a value to another thread and getting it back, with each
 * way of waiting that Tightwire uses. A round is two hand-overs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandOverBenchmark {

  /** How a thread waits for its turn. */
  public enum Waiting {
    /** Parks, as callers and handlers do. */
    PARKED,
    /** Waits in a selector, as an event loop does; its partner parks, as a caller does. */
    SELECTING,
    /** Spins, as event loops and single callers do while responses arrive fast. */
    LOOKING_OUT
  }

  @Param Waiting waiting = Waiting.PARKED;

  private final Selector selector = open();
  private volatile int turn;
  private volatile boolean over;
  private @Nullable Thread here;
  private @Nullable Thread there;

  private static Selector open() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Setup
  public void start() {
    there = new Thread(this::respond, "partner");
    there.setDaemon(true);
    there.start();
  }

  @TearDown
  public void stop() throws InterruptedException, IOException {
    over = true;
    Thread partner = there;
    if (partner != null) {
      partner.interrupt();
      partner.join();
    }
    selector.close();
  }

  @Benchmark
  public int round() {
    here = Thread.currentThread();
    turn = 1;
    if (waiting == Waiting.SELECTING) {
      selector.wakeup();
    } else if (waiting == Waiting.PARKED) {
      LockSupport.unpark(there);
    }
    await(0, waiting == Waiting.LOOKING_OUT ? Waiting.LOOKING_OUT : Waiting.PARKED);
    return turn;
  }

  private void respond() {
    while (!over) {
      await(1, waiting);
      turn = 0;
      if (waiting != Waiting.LOOKING_OUT) {
        LockSupport.unpark(here);
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
  private void await(int mine, Waiting how) {
    while (turn != mine && !over) {
      switch (how) {
        case PARKED -> LockSupport.park(this);
        case SELECTING -> select();
        case LOOKING_OUT -> Thread.yield();
      }
    }
  }

  private void select() {
    try {
      selector.select();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
