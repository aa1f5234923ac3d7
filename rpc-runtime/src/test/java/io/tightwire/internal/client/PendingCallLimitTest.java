package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.ConnectionState.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PendingCallLimitTest {

  private static final Duration AGES = Duration.ofHours(1);

  private final Readiness readiness = new Readiness();

  private PendingCallLimit pendingLimit(int maxCalls, long maxBytes, Duration maxWait) {
    return new PendingCallLimit(maxCalls, maxBytes, maxWait, readiness);
  }

  @Test
  void callsAreBounded() {
    PendingCallLimit pendingLimit = pendingLimit(2, 1000, AGES);
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    assertThat(pendingLimit.tryAcquire(1)).isFalse();
    pendingLimit.release(PendingCallLimit.cost(1));
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    pendingLimit.release(2 * PendingCallLimit.cost(1));
    assertThat(pendingLimit.isUnused()).isTrue();
  }

  @Test
  void bytesAreBoundedButOneCallAlwaysFits() {
    PendingCallLimit pendingLimit = pendingLimit(10, 100, AGES);
    assertThat(pendingLimit.tryAcquire(60)).isTrue();
    assertThat(pendingLimit.tryAcquire(41)).isFalse();
    assertThat(pendingLimit.tryAcquire(40)).isTrue();
    assertThat(pendingLimit.usage()).contains("2 calls of 100 bytes", "no connection");
    pendingLimit.release(PendingCallLimit.cost(60) + PendingCallLimit.cost(40));
    assertThat(pendingLimit.tryAcquire(1 << 30)).isTrue();
    assertThat(pendingLimit.tryAcquire(1)).isFalse();
  }

  @Test
  void withoutAConnectionNoCallerWaits() throws InterruptedException {
    PendingCallLimit pendingLimit = pendingLimit(1, 100, AGES);
    assertThat(pendingLimit.acquire(1, ClientCall.NEVER)).isTrue();
    assertThat(pendingLimit.acquire(1, ClientCall.NEVER)).isFalse();
  }

  @Test
  void waitingEndsWithPatienceAndWithTheDeadline() throws InterruptedException {
    readiness.ready();
    PendingCallLimit shortly = pendingLimit(1, 100, Duration.ofMillis(20));
    assertThat(shortly.acquire(1, ClientCall.NEVER)).isTrue();
    assertThat(shortly.acquire(1, ClientCall.NEVER)).isFalse();
    PendingCallLimit patient = pendingLimit(1, 100, AGES);
    assertThat(patient.acquire(1, System.nanoTime())).isTrue();
    assertThat(patient.acquire(1, System.nanoTime() + 1_000_000)).isFalse();
  }

  @Test
  void waitingCallerIsAdmittedWhenCapacityIsReleased() {
    readiness.ready();
    PendingCallLimit pendingLimit = pendingLimit(1, 100, AGES);
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    Thread thread = waiter(pendingLimit, waiting);
    pendingLimit.release(PendingCallLimit.cost(1));
    assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
    assertThat(thread.isInterrupted()).isFalse();
  }

  @Test
  void waitingCallerIsRefusedWhenTheConnectionIsLost() {
    readiness.ready();
    PendingCallLimit pendingLimit = pendingLimit(1, 100, AGES);
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    waiter(pendingLimit, waiting);
    readiness.notReady(Kind.CONNECTING, "gone");
    assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
  }

  @Test
  void waitingCallerCanBeInterrupted() {
    readiness.ready();
    PendingCallLimit pendingLimit = pendingLimit(1, 100, AGES);
    assertThat(pendingLimit.tryAcquire(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    waiter(pendingLimit, waiting).interrupt();
    assertThatThrownBy(() -> waiting.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(InterruptedException.class);
    pendingLimit.release(PendingCallLimit.cost(1));
    assertThat(pendingLimit.isUnused()).isTrue();
  }

  private static Thread waiter(PendingCallLimit pendingLimit, CompletableFuture<Boolean> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(pendingLimit.acquire(1, ClientCall.NEVER));
              } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  void manyThreadsNeverAcquireMoreThanTheLimit() throws InterruptedException {
    int calls = 5;
    PendingCallLimit pendingLimit = pendingLimit(calls, 1000, AGES);
    readiness.ready();
    AtomicInteger inside = new AtomicInteger();
    AtomicReference<String> wrong = new AtomicReference<>("");
    CountDownLatch done = new CountDownLatch(8);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean patient = i % 2 == 0;
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 5_000; n++) {
                    if (patient
                        ? pendingLimit.acquire(3, ClientCall.NEVER)
                        : pendingLimit.tryAcquire(3)) {
                      if (inside.incrementAndGet() > calls) {
                        wrong.set("too many");
                      }
                      inside.decrementAndGet();
                      pendingLimit.release(PendingCallLimit.cost(3));
                    } else if (patient) {
                      wrong.set("refused");
                    }
                  }
                } catch (InterruptedException e) {
                  wrong.set("interrupted");
                }
                done.countDown();
              });
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong).hasValue("");
    assertThat(pendingLimit.isUnused()).isTrue();
  }
}
