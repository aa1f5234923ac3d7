package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final Duration AGES = Duration.ofHours(1);

  private final Readiness readiness = new Readiness();

  private Room room(int maxCalls, long maxBytes, Duration patience) {
    return new Room(maxCalls, maxBytes, patience, readiness);
  }

  @Test
  void callsAreBounded() {
    Room room = room(2, 1000, AGES);
    assertThat(room.take(1)).isTrue();
    assertThat(room.take(1)).isTrue();
    assertThat(room.take(1)).isFalse();
    room.free(Room.share(1));
    assertThat(room.take(1)).isTrue();
    room.free(2 * Room.share(1));
    assertThat(room.isFree()).isTrue();
  }

  @Test
  void bytesAreBoundedButOneCallAlwaysFits() {
    Room room = room(10, 100, AGES);
    assertThat(room.take(60)).isTrue();
    assertThat(room.take(41)).isFalse();
    assertThat(room.take(40)).isTrue();
    assertThat(room.occupants()).contains("2 calls of 100 bytes", "no connection");
    room.free(Room.share(60) + Room.share(40));
    assertThat(room.take(1 << 30)).isTrue();
    assertThat(room.take(1)).isFalse();
  }

  @Test
  void withoutAConnectionNobodyIsKeptWaiting() throws InterruptedException {
    Room room = room(1, 100, AGES);
    assertThat(room.take(1, ClientCall.NEVER)).isTrue();
    assertThat(room.take(1, ClientCall.NEVER)).isFalse();
  }

  @Test
  void waitingEndsWithPatienceAndWithTheDeadline() throws InterruptedException {
    readiness.set(null);
    Room shortly = room(1, 100, Duration.ofMillis(20));
    assertThat(shortly.take(1, ClientCall.NEVER)).isTrue();
    assertThat(shortly.take(1, ClientCall.NEVER)).isFalse();
    Room patient = room(1, 100, AGES);
    assertThat(patient.take(1, System.nanoTime())).isTrue();
    assertThat(patient.take(1, System.nanoTime() + 1_000_000)).isFalse();
  }

  @Test
  void whoWaitsGetsInAsSoonAsThereIsRoom() {
    readiness.set(null);
    Room room = room(1, 100, AGES);
    assertThat(room.take(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    Thread thread = waiter(room, waiting);
    room.free(Room.share(1));
    assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
    assertThat(thread.isInterrupted()).isFalse();
  }

  @Test
  void whoWaitsIsRefusedWhenTheConnectionIsLost() {
    readiness.set(null);
    Room room = room(1, 100, AGES);
    assertThat(room.take(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    waiter(room, waiting);
    readiness.set("gone");
    assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
  }

  @Test
  void whoWaitsCanBeInterrupted() {
    readiness.set(null);
    Room room = room(1, 100, AGES);
    assertThat(room.take(1)).isTrue();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    waiter(room, waiting).interrupt();
    assertThatThrownBy(() -> waiting.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(InterruptedException.class);
    room.free(Room.share(1));
    assertThat(room.isFree()).isTrue();
  }

  private static Thread waiter(Room room, CompletableFuture<Boolean> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(room.take(1, ClientCall.NEVER));
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
  void manyThreadsNeverTakeMoreThanThereIs() throws InterruptedException {
    int calls = 5;
    Room room = room(calls, 1000, AGES);
    readiness.set(null);
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
                    if (patient ? room.take(3, ClientCall.NEVER) : room.take(3)) {
                      if (inside.incrementAndGet() > calls) {
                        wrong.set("too many");
                      }
                      inside.decrementAndGet();
                      room.free(Room.share(3));
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
    assertThat(room.isFree()).isTrue();
  }
}
