package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final int MANY = 20;

  /** Threads that were requested and have not started yet. */
  private final Queue<Runnable> threads = new ArrayDeque<>();

  private final List<Integer> done = new ArrayList<>();

  private Lane lane(int concurrency, int maxQueued) {
    return new Lane("test", concurrency, maxQueued, threads::add);
  }

  private void offerAll(Lane lane, int tasks) {
    for (int i = 0; i < tasks; i++) {
      int task = i;
      assertThat(lane.offer(() -> done.add(task))).isTrue();
    }
  }

  @Test
  void burstAsksForOneThread() {
    offerAll(lane(8, MANY), MANY);
    assertThat(threads).hasSize(1);
  }

  @Test
  void threadThatStartsAsksForTheNextIfThereIsMoreToDo() {
    offerAll(lane(8, MANY), MANY);
    threads.remove().run();
    assertThat(threads).hasSize(1);
    assertThat(done).hasSize(MANY);
  }

  @Test
  void threadThatComesTooLateLeavesNothingBehind() {
    Lane lane = lane(8, MANY);
    offerAll(lane, MANY);
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    offerAll(lane, 1);
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).hasSize(MANY + 1);
  }

  @Test
  void oneAtATimeKeepsTheOrder() {
    offerAll(lane(1, MANY), MANY);
    threads.remove().run();
    assertThat(threads).isEmpty();
    assertThat(done).isSorted().hasSize(MANY);
  }

  @Test
  void takesAsManyAsMayRunAndWait() {
    Lane lane = lane(2, 3);
    offerAll(lane, 5);
    assertThat(lane.offer(() -> {})).isFalse();
    threads.remove().run();
    assertThat(lane.offer(() -> {})).isTrue();
  }

  @Test
  void tasksThatBlockHoldUpNoneThatMayRun() throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Lane lane = new Lane("test", MANY, 0, pool);
      CountDownLatch together = new CountDownLatch(MANY);
      for (int i = 0; i < MANY; i++) {
        assertThat(lane.offer(() -> meet(together))).isTrue();
      }
      assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void meet(CountDownLatch together) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void taskThatBreaksCostsNoThread() {
    Lane lane = lane(1, MANY);
    assertThat(
            lane.offer(
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .isTrue();
    offerAll(lane, 1);
    threads.remove().run();
    assertThat(done).hasSize(1);
  }

  @Test
  void refusedByItsExecutorItTakesNothing() {
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("shut down");
        };
    Lane lane = new Lane("test", 2, MANY, refusing);
    for (int i = 0; i < 2 * MANY; i++) {
      assertThat(lane.offer(() -> done.add(1))).isFalse();
    }
    assertThat(done).isEmpty();
  }

  @Test
  void refusalOfTheSecondThreadLeavesAllToTheFirst() {
    Executor one =
        task -> {
          if (!threads.isEmpty() || !done.isEmpty()) {
            throw new RejectedExecutionException("full");
          }
          threads.add(task);
        };
    Lane lane = new Lane("test", 2, MANY, one);
    offerAll(lane, MANY);
    threads.peek().run();
    assertThat(done).hasSize(MANY);
  }

  @Test
  void startedTasksFinishThoughTheExecutorRefuses() throws Exception {
    Lane lane =
        new Lane(
            "test",
            1,
            MANY,
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    CountDownLatch finished = new CountDownLatch(1);
    lane.resume(finished::countDown);
    assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** The error of a thread pool that can't start another thread. */
  private static InternalError noThread() {
    return new InternalError("unable to create native thread");
  }

  @Test
  void errorOfItsExecutorCostsNothingButTheTaskItWasFor() {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    Lane lane =
        new Lane(
            "test",
            1,
            MANY,
            task -> {
              if (exhausted.get()) {
                throw noThread();
              }
              threads.add(task);
            });
    for (int i = 0; i < 2 * MANY; i++) {
      assertThat(lane.offer(() -> done.add(-1))).isFalse();
    }
    assertThat(lane.refusal()).hasMessage("unable to create native thread");

    exhausted.set(false);
    offerAll(lane, MANY);
    threads.remove().run();
    assertThat(done).hasSize(MANY).isSorted();
  }

  /** As fork-join pools do: the task is queued before the pool fails to start a thread for it. */
  @Test
  void threadThatStartsThoughItsExecutorThrewRunsNothing() {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    Lane lane =
        new Lane(
            "test",
            1,
            MANY,
            task -> {
              threads.add(task);
              if (exhausted.get()) {
                throw noThread();
              }
            });
    assertThat(lane.offer(() -> done.add(-1))).isFalse();
    exhausted.set(false);
    offerAll(lane, MANY);
    assertThat(threads).hasSize(2);

    threads.remove().run();
    assertThat(done).isEmpty();
    threads.remove().run();
    assertThat(done).hasSize(MANY);
  }

  @Test
  void errorThatLeavesAnExecutorAfterItHasRunTheTaskIsNoRefusal() {
    Lane lane =
        new Lane(
            "test",
            1,
            MANY,
            task -> {
              task.run();
              throw noThread();
            });
    assertThat(lane.offer(() -> done.add(1))).isTrue();
    assertThat(lane.offer(() -> done.add(2))).isTrue();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void startedTasksFinishThoughTheExecutorThrowsAnError() throws Exception {
    Lane lane =
        new Lane(
            "test",
            1,
            MANY,
            task -> {
              throw noThread();
            });
    CountDownLatch finished = new CountDownLatch(2);
    lane.resume(finished::countDown);
    lane.runUnqueued(finished::countDown);
    assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
