package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that linger, on a manual clock. They run one at a time. */
class WorkersTest {

  private static final long SOON = Linger.LIMIT / 10;
  private static final long LATE = TimeUnit.SECONDS.toNanos(1);

  /** Long enough for the moving average. */
  private static final int MANY = 100;

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();
  private final AdaptiveSpin spin = new AdaptiveSpin(() -> false);
  private final Linger linger = new Linger(spin, this::now, this::yieldOnce);
  private final Workers workers = workers(2);
  private long now;
  private int yields;

  /** What another thread does during the first yield. */
  private Runnable meanwhile = () -> {};

  private Workers workers(int concurrency) {
    return new Workers(concurrency, threads::add, threads::add, Runnable::run, linger);
  }

  private long now() {
    return now;
  }

  private void yieldOnce() {
    yields++;
    now += SOON;
    Runnable step = meanwhile;
    meanwhile = () -> {};
    step.run();
  }

  @BeforeEach
  void tasksComeSoon() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    for (int i = 0; i < MANY; i++) {
      spin.recordWait(0, SOON);
    }
  }

  private void add(String task) {
    workers.add(() -> ran.add(task));
  }

  /** Runs the thread that was asked for, as the only one. */
  private void runThread() {
    Thread thread = new Thread(threads.remove());
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void lingeringThreadTakesTheNextTaskWithoutBeingWoken() {
    add("first");
    meanwhile = () -> add("second");

    runThread();

    assertThat(ran).containsExactly("first", "second");
    assertThat(threads).isEmpty();
  }

  @Test
  void lingeringThreadGoesWhenItsTimeIsUp() {
    add("first");

    runThread();

    assertThat(now).isEqualTo(Linger.LIMIT);
    add("second");
    runThread();
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void taskThatBlocksHoldsUpNoneThatCameWithIt() {
    add("first");
    meanwhile =
        () -> {
          workers.add(() -> ran.add("blocks beside " + threads.size()));
          add("last");
        };

    runThread();

    assertThat(ran).startsWith("first", "blocks beside 1");
  }

  @Test
  void lingeringThreadHasNoPlace() {
    Workers single = workers(1);
    single.add(() -> ran.add("task"));
    meanwhile =
        () -> {
          assertThat(single.running()).isZero();
          assertThat(single.tryEnter()).isTrue();
        };

    runThread();

    assertThat(yields).isPositive();
    single.add(() -> ran.add("in its turn"));
    assertThat(threads).isEmpty(); // the place is taken
    single.leave();
    runThread();
    assertThat(ran).containsExactly("task", "in its turn");
  }

  @Test
  void threadDoesNotLingerWhenTasksComeLate() {
    for (int i = 0; i < MANY; i++) {
      add("task");
      runThread();
      now += LATE;
    }
    yields = 0;

    add("last");
    runThread();

    assertThat(yields).isZero();
  }

  @Test
  void threadLingersAgainWhenTasksComeSoonAgain() {
    threadDoesNotLingerWhenTasksComeLate();
    for (int i = 0; i < MANY; i++) {
      add("task");
      runThread();
      now += SOON;
    }

    assertThat(yields).isPositive();
  }

  @Test
  void threadGoesBackToItsExecutorAfterItsTurn() {
    meanwhile = this::addForEver;
    add("task");

    runThread();

    assertThat(now).isBetween(Linger.TURN, Linger.TURN + 2 * Linger.LIMIT);
    assertThat(ran).hasSizeGreaterThan(MANY / 2);
  }

  private void addForEver() {
    meanwhile = this::addForEver;
    add("task");
  }

  @Test
  void threadThatAddsDoesNotLingerWhereItRunsTasksItself() {
    Workers direct = new Workers(1, Runnable::run, Runnable::run, Runnable::run, linger);

    direct.add(() -> ran.add("task"));

    assertThat(ran).containsExactly("task");
    assertThat(yields).isZero();
  }
}
