package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.link.TaskRunner.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops whose threads run tasks, and that are taken over from tasks that do not return. */
@Timeout(120)
class LoopStandbyTest {

  private static final String NAME = "test-standby";
  private static final LinkOptions OPTIONS = new LinkOptions(NAME, 1 << 20, 1 << 20);
  private static final Duration LIMIT = Duration.ofSeconds(FakeAgent.LIMIT_SECONDS);

  /** Has tasks for the loop's thread; gives them back while there is no standby, or no time. */
  private static final class TaskAgent extends FakeAgent {

    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    final Queue<Task> refused = new ConcurrentLinkedQueue<>();

    /** Confined to the loop. */
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();

    int commands;

    private void enter() {
      assertThat(inside.getAndSet(Thread.currentThread())).as("another thread").isNull();
    }

    private void leave() {
      inside.set(null);
    }

    void add(Runnable task) {
      tasks.add(
          now -> {
            task.run();
            return System.nanoTime();
          });
    }

    @Override
    public void onCommand(Consumer<FakeAgent> command, long now) {
      enter();
      commands++;
      super.onCommand(command, now);
      leave();
    }

    @Override
    public @Nullable Task nextTask(TaskRunner runner) {
      enter();
      try {
        for (Task task; (task = tasks.poll()) != null; ) {
          if (runner.isReady() && runner.hasTime()) {
            return task;
          }
          refused.add(task);
        }
        return null;
      } finally {
        leave();
      }
    }
  }

  private final TaskAgent agent = new TaskAgent();
  private final Loop<Consumer<FakeAgent>, IdleTransport> loop =
      new Loop<>(OPTIONS, agent, context -> new IdleTransport(), LoopCrew.STANDBY);

  @BeforeEach
  void startWithStandby() {
    loop.start();
    awaitStandby();
  }

  @AfterEach
  void close() {
    loop.close(Duration.ofSeconds(1));
  }

  /** Posts one task after the other until one is run on the loop's thread; leaves none behind. */
  private void awaitStandby() {
    AtomicInteger run = new AtomicInteger();
    do {
      agent.refused.clear();
      post(run::incrementAndGet);
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(LIMIT)
          .until(() -> run.get() + agent.refused.size() > 0);
    } while (run.get() == 0);
  }

  private void post(Runnable task) {
    assertThat(loop.post(a -> agent.add(task))).isTrue();
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      assertThat(latch.await(FakeAgent.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shortTasksRunOnTheLoopsThread() {
    AtomicReference<String> thread = new AtomicReference<>("");
    AtomicReference<Boolean> mustNotWait = new AtomicReference<>(true);
    CountDownLatch run = new CountDownLatch(1);
    post(
        () -> {
          thread.set(Thread.currentThread().getName());
          mustNotWait.set(LoopThread.isCurrent());
          run.countDown();
        });
    awaitIt(run);
    assertThat(thread.get()).isEqualTo(NAME);
    assertThat(mustNotWait.get()).as("a task must not wait").isFalse();
  }

  @Test
  void loopGoesOnWhileTasksBlock() {
    for (int i = 0; i < 30; i++) {
      CountDownLatch blocked = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch returned = new CountDownLatch(1);
      post(
          () -> {
            blocked.countDown();
            awaitIt(go);
            returned.countDown();
          });
      awaitIt(blocked);
      CountDownLatch served = new CountDownLatch(1);
      assertThat(loop.post(a -> served.countDown())).isTrue();
      awaitIt(served);
      go.countDown();
      awaitIt(returned);
      awaitStandby();
    }
    await().atMost(LIMIT).until(() -> threads() == 2);
  }

  /** While several tasks block, one more thread each leads; later there are two again. */
  @Test
  void severalTasksMayBlock() {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      CountDownLatch blocked = new CountDownLatch(1);
      Runnable block =
          () -> {
            blocked.countDown();
            awaitIt(go);
            returned.countDown();
          };
      post(block);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                if (agent.refused.poll() != null) { // its standby is being started
                  post(block);
                }
                return blocked.getCount() == 0;
              });
      awaitStandby();
    }
    assertThat(threads()).isGreaterThanOrEqualTo(6);
    go.countDown();
    awaitIt(returned);
    await().atMost(LIMIT).until(() -> threads() == 2);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(NAME))
        .count();
  }

  @Test
  void closingDoesNotWaitForATaskThatBlocks() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    post(
        () -> {
          blocked.countDown();
          awaitIt(go);
        });
    awaitIt(blocked);
    loop.close(Duration.ofSeconds(20));
    assertThat(agent.closed.getCount()).isZero();
    go.countDown();
    await().atMost(LIMIT).until(() -> threads() == 0);
  }

  @Test
  void taskThatFailsHarmsNoOther() {
    post(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    awaitStandby();
    assertThat(loop.failure()).isNull();
  }

  /** Has no sockets, and counts how often it is asked for them. */
  private static final class CountingEngine implements SocketEngine, Poller {
    final AtomicInteger polls = new AtomicInteger();

    @Override
    public @Nullable LoopHost host() {
      return null;
    }

    @Override
    public Poller poller() {
      return this;
    }

    @Override
    public boolean poll() {
      polls.incrementAndGet();
      return false;
    }

    @Override
    public void dispatch() {}

    @Override
    public void await(long nanos) {}

    @Override
    public void wake() {}

    @Override
    public void clearInterrupt() {}

    @Override
    public void terminate(boolean broken) {}
  }

  /**
   * A client that has a request in each pass must not keep the loop from reading those of others.
   */
  @Test
  void socketsArePolledThoughEachPassHasTasks() {
    CountingEngine engine = new CountingEngine();
    AtomicInteger tasks = new AtomicInteger();
    FakeAgent busy =
        new FakeAgent() {
          private boolean hasRun;

          @Override
          public @Nullable Task nextTask(TaskRunner runner) {
            hasRun = !hasRun && runner.isReady();
            return hasRun ? now -> now + tasks.incrementAndGet() % 2 : null;
          }
        };
    Loop<Consumer<FakeAgent>, IdleTransport> busyLoop =
        new Loop<>(
            OPTIONS,
            busy,
            context ->
                new IdleTransport() {
                  @Override
                  public SocketEngine engine() {
                    return engine;
                  }
                },
            LoopCrew.STANDBY);
    busyLoop.start();
    try {
      await().atMost(LIMIT).until(() -> tasks.get() > 1_000 && engine.polls.get() > 300);
      assertThat(tasks.get()).isLessThan(4 * engine.polls.get());
    } finally {
      busyLoop.close(Duration.ofSeconds(1));
    }
  }

  /** Adds tasks that say that they took some time; returns how many the loop's thread has run. */
  private int runOnLoop(long... nanos) {
    AtomicInteger run = new AtomicInteger();
    loop.post(
        a -> {
          for (long time : nanos) {
            agent.tasks.add(
                now -> {
                  run.incrementAndGet();
                  return now + time;
                });
          }
        });
    await().atMost(LIMIT).until(() -> run.get() + agent.refused.size() >= nanos.length);
    return run.get();
  }

  private static long[] times(int count, long nanos) {
    return LongStream.generate(() -> nanos).limit(count).toArray();
  }

  // 11 run, and so on, by each thread that leads before all were given: a busy machine takes the
  // loop from them.

  @Test
  void tasksRunForAWhileAfterEachPass() {
    assertThat(runOnLoop(times(1_000, 10_000))).isBetween(11, 500);
  }

  @Test
  void tasksThatTakeLessThanAHandOverRunForLonger() {
    assertThat(runOnLoop(times(1_000, 700))).isEqualTo(1_000);
  }

  @Test
  void noTasksRunForEver() {
    assertThat(runOnLoop(times(40_000, 700))).isBetween(5_715, 35_000);
  }

  @Test
  void taskThatHasLostTheCoreLeavesTimeToOthers() {
    long[] tasks = times(500, 700);
    tasks[0] = TimeUnit.MILLISECONDS.toNanos(5);
    assertThat(runOnLoop(tasks)).isEqualTo(500);
  }

  @Test
  void shortTasksLeaveNoTimeToLongOnes() {
    long[] mixed =
        LongStream.concat(Arrays.stream(times(1_000, 100)), Arrays.stream(times(1_000, 20_000)))
            .toArray();
    assertThat(runOnLoop(mixed)).isBetween(1_006, 1_300);
  }

  /** Tasks end about when they are taken over. */
  @Test
  void oneThreadLeadsAtAnyTime() {
    int count = 3_000;
    Random random = new Random(5);
    AtomicInteger run = new AtomicInteger();
    int before = commandsSoFar();
    for (int i = 0; i < count; i++) {
      long nanos = random.nextInt(3) > 0 ? 0 : 50_000 + random.nextInt(300_000);
      post(
          () -> {
            LockSupport.parkNanos(nanos);
            run.incrementAndGet();
          });
      if (i % 50 == 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    await().atMost(LIMIT).until(() -> run.get() + agent.refused.size() >= count);
    assertThat(commandsSoFar() - before).isGreaterThanOrEqualTo(count);
    assertThat(loop.failure()).isNull();
  }

  private int commandsSoFar() {
    AtomicInteger commands = new AtomicInteger();
    CountDownLatch asked = new CountDownLatch(1);
    loop.post(
        a -> {
          commands.set(agent.commands);
          asked.countDown();
        });
    awaitIt(asked);
    return commands.get();
  }
}
