package io.tightwire.internal.discovery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DiscoveryThreadsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ScheduledExecutorService executor =
      new DiscoveryThreads(MILLISECONDS.toNanos(20)).executor();

  @Test
  void aLookUpThatBlocksDelaysNoOther() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<?> slow =
        executor.schedule(
            () -> {
              blocked.countDown();
              release.await();
              return null;
            },
            0,
            SECONDS);
    assertThat(blocked.await(60, SECONDS)).isTrue();
    assertThat(executor.submit(() -> "direct").get(60, SECONDS)).isEqualTo("direct");
    assertThat(executor.schedule(() -> "timer", 1, MILLISECONDS).get(60, SECONDS))
        .isEqualTo("timer");
    assertThat(slow).isNotDone();
    release.countDown();
    slow.get(60, SECONDS);
  }

  @Test
  void tasksBeyondTheLimitWaitForTheirTurn() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    int count = DiscoveryThreads.MAX_THREADS + 5;
    for (int i = 0; i < count; i++) {
      executor.execute(
          () -> {
            running.incrementAndGet();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
          });
    }
    await().atMost(LIMIT).until(() -> running.get() == DiscoveryThreads.MAX_THREADS);
    release.countDown();
    await().atMost(LIMIT).until(() -> done.get() == count);
  }

  @Test
  void threadsAreDaemonsWithoutAnApplicationsClassLoaderAndEndWhenIdle() throws Exception {
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    executor.execute(() -> threads.add(Thread.currentThread()));
    executor.schedule(() -> threads.add(Thread.currentThread()), 1, MILLISECONDS).get(60, SECONDS);
    await().atMost(LIMIT).until(() -> threads.size() == 2);
    for (Thread thread : threads) {
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getContextClassLoader()).isNull();
      assertThat(thread.getName()).startsWith("tightwire-discovery-");
      thread.join(LIMIT.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(executor.submit(() -> "again").get(60, SECONDS)).isEqualTo("again");
  }

  @Test
  void periodicTasksAreRepeatedUntilTheyAreCancelled() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Future<?> task = executor.scheduleWithFixedDelay(three::countDown, 0, 1, MILLISECONDS);
    assertThat(three.await(60, SECONDS)).isTrue();
    task.cancel(false);
    assertThat(task).isCancelled();
  }

  @Test
  void aTaskThatThrowsEndsNoThread() {
    Future<?> task =
        executor.submit(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> task.get(60, SECONDS)).hasRootCauseMessage("broken");
  }

  @Test
  void itIsNeverShutDown() {
    assertThatThrownBy(executor::shutdown).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(executor::shutdownNow).isInstanceOf(UnsupportedOperationException.class);
  }
}
