package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcClient;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests on which thread and when calls run: lanes, their queues, and many parallel callers. */
final class DispatchTest extends Scenario {

  /** A workshop whose narrow lane is busy until the gate opens. */
  private static class Crowded extends Workbench {
    final AtomicInteger runs = new AtomicInteger();
    final Signal entered = new Signal();
    final Signal gate = new Signal();

    @Override
    public String inOrder(int caller, int number) {
      runs.incrementAndGet();
      entered.raise();
      gate.await();
      return super.inOrder(caller, number);
    }
  }

  @Test
  void floodedLaneDelaysNoOther() {
    Crowded crowded = new Crowded();
    WorkshopStub workshop = visit(crowded);
    List<CompletableFuture<String>> flood = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      flood.add(workshop.inOrder(0, i).remoteFuture());
    }
    crowded.entered.await();

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(Collected.from(workshop.numbers(3).remotePublisher()).awaitEnd()).isNull();
    assertThat(crowded.runs).hasValue(1);
    crowded.gate.raise();

    for (CompletableFuture<String> call : flood) {
      assertThat(call).succeedsWithin(LONG);
    }
  }

  /** As many as there are processors: the system's scheduler still shares the processors. */
  @Test
  void handlersThatComputeHoldUpNoOtherLane() {
    int processors = Runtime.getRuntime().availableProcessors();
    CountDownLatch computing = new CountDownLatch(processors);
    AtomicBoolean done = new AtomicBoolean();
    Workbench heavy =
        new Workbench() {
          @Override
          public String inOrder(int caller, int number) {
            computing.countDown();
            while (!done.get()) {
              Thread.onSpinWait();
            }
            return super.inOrder(caller, number);
          }
        };
    WorkshopStub workshop =
        visit(
            start(
                RpcServer.builder()
                    .service(new WorkshopSkeleton(heavy))
                    .lane("narrow", processors)));
    List<CompletableFuture<String>> calls = new ArrayList<>();
    try {
      for (int i = 0; i < processors; i++) {
        calls.add(workshop.inOrder(0, i).remoteFuture());
      }
      assertThat(computing.await(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      done.set(true);
    }
    calls.forEach(call -> assertThat(call).succeedsWithin(LONG));
  }

  /** A server without a number of workers. */
  @Test
  void asManyRunAtATimeAsMaxConcurrentCallsSays() throws Exception {
    int many = 3 * Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    CyclicBarrier all = new CyclicBarrier(many);
    Workbench meeting =
        new Workbench() {
          @Override
          public String work(String what) {
            try {
              all.await(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
              throw new IllegalStateException(e);
            }
            return what;
          }
        };
    WorkshopStub workshop = visit(start(server(meeting).maxConcurrentCalls(many)));
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      calls.add(workshop.work("").remoteFuture(LONG));
    }
    calls.forEach(call -> assertThat(call).succeedsWithin(LONG));
  }

  @Test
  void callBeyondTheQueueIsRejectedUnrun() {
    Crowded crowded = new Crowded();
    WorkshopStub workshop = visit(start(server(crowded).maxQueuedCalls(2)));
    CompletableFuture<String> running = workshop.inOrder(0, 0).remoteFuture();
    crowded.entered.await();
    CompletableFuture<String> first = workshop.inOrder(0, 1).remoteFuture();
    CompletableFuture<String> second = workshop.inOrder(0, 2).remoteFuture();

    RpcRejectedException rejected =
        catchThrowableOfType(RpcRejectedException.class, () -> workshop.inOrder(0, 3).remote(LONG));
    crowded.gate.raise();

    assertThat(rejected)
        .hasMessageContaining("workshop.inOrder")
        .hasMessageContaining("narrow lane");
    assertThat(rejected.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(rejected.mayHaveExecuted()).isFalse();
    assertThat(running).succeedsWithin(LONG);
    assertThat(first).succeedsWithin(LONG);
    assertThat(second).succeedsWithin(LONG);
    assertThat(workshop.inOrder(0, 4).remote(LONG)).isEqualTo("0:4");
    assertThat(crowded.runs).hasValue(4);
  }

  @Test
  void serverWithoutTheLaneOfAMethodIsNotBuilt() {
    RpcServer.Builder builder = RpcServer.builder().service(new WorkshopSkeleton(new Workbench()));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workshop.inOrder")
        .hasMessageContaining("narrow");
  }

  @Test
  void callsOfEachThreadRunInTheirOrderOnASerialLane() throws Exception {
    int callers = 8;
    int calls = 500;
    Map<Integer, Queue<Integer>> seen = new ConcurrentHashMap<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String inOrder(int caller, int number) {
                if (inside.incrementAndGet() != 1) {
                  overlaps.incrementAndGet();
                }
                seen.computeIfAbsent(caller, c -> new ConcurrentLinkedQueue<>()).add(number);
                inside.decrementAndGet();
                return "";
              }
            });

    inParallel(
        callers,
        caller -> {
          List<CompletableFuture<String>> pending = new ArrayList<>();
          for (int i = 0; i < calls; i++) {
            if (i % 3 == 0) {
              workshop.inOrder(caller, i).remoteOneWay();
            } else {
              pending.add(workshop.inOrder(caller, i).remoteFuture(LONG));
            }
          }
          pending.forEach(CompletableFuture::join);
          workshop.inOrder(caller, calls).remote(LONG); // behind the last one-way call
        });

    assertThat(overlaps).hasValue(0);
    assertThat(seen).hasSize(callers);
    assertThat(seen.values())
        .allSatisfy(
            numbers ->
                assertThat(numbers)
                    .containsExactlyElementsOf(IntStream.rangeClosed(0, calls).boxed().toList()));
  }

  @Test
  void manyThreadsShareOneConnection() throws Exception {
    WorkshopStub workshop = visit(new Workbench());

    inParallel(
        32,
        caller -> {
          for (int i = 0; i < 300; i++) {
            assertThat(workshop.add(caller * 1_000, i).remote(LONG)).isEqualTo(caller * 1_000 + i);
          }
        });
  }

  @Test
  void manyClientsShareOneServer() throws Exception {
    RpcServer server = serve(new Workbench());
    List<RpcClient> clients = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      clients.add(connect(server));
    }

    inParallel(
        clients.size(),
        i -> {
          WorkshopStub workshop = new WorkshopStub(clients.get(i));
          for (int n = 0; n < 20; n++) {
            assertThat(workshop.work("client " + i).remote(LONG))
                .isEqualTo("client " + i + " done");
          }
        });
  }

  @Test
  void asMuchRunsAtATimeAsIsAllowed() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);
    Workshop workbench =
        new Workbench() {
          @Override
          public String work(String what) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
              three.await(30, TimeUnit.SECONDS); // with fewer threads the barrier never trips
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
              throw new IllegalStateException(e);
            } finally {
              inside.decrementAndGet();
            }
            return what;
          }
        };
    WorkshopStub workshop = visit(start(server(workbench).maxConcurrentCalls(3)));
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(workshop.work("").remoteFuture(LONG));
    }
    calls.forEach(call -> assertThat(call).succeedsWithin(LONG));

    assertThat(most).hasValue(3);
  }

  @Test
  void handlersRunOnTheUsersExecutor() {
    ExecutorService executor =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "my-handlers"));
    try {
      WorkshopStub workshop =
          visit(
              start(
                  server(
                          new Workbench() {
                            @Override
                            public String work(String what) {
                              return Thread.currentThread().getName();
                            }
                          })
                      .executor(executor)));

      assertThat(workshop.work("").remote(LONG)).isEqualTo("my-handlers");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void executorThatTakesNothingRejectsTheCall() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    WorkshopStub workshop = visit(start(server(new Workbench()).executor(full)));

    assertThat(
            catchThrowableOfType(RpcRejectedException.class, () -> workshop.work("").remote(LONG))
                .mayHaveExecuted())
        .isFalse();
  }

  private interface Task {
    void run(int number) throws Exception;
  }

  /** Runs a task on several threads at the same time; fails if one of them fails. */
  private static void inParallel(int threads, Task task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  try {
                    task.run(number);
                  } catch (Exception e) {
                    throw new IllegalStateException("Caller " + number + " failed", e);
                  }
                },
                pool));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(LONG.toSeconds(), TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
  }

  /** A workshop whose narrow lane is inline: it runs on the server's loop. */
  @Test
  void inlineHandlersRespondAndMayNotWaitForOthers() {
    WorkshopStub other = visit(new Workbench());
    Workbench asking =
        new Workbench() {
          @Override
          public String inOrder(int caller, int number) {
            return number == 0
                ? String.valueOf(other.add(1, 2).remote(LONG))
                : Thread.currentThread().getName() + other.add(1, 2).remoteFuture().isCancelled();
          }
        };
    WorkshopStub workshop =
        visit(
            start(RpcServer.builder().service(new WorkshopSkeleton(asking)).inlineLane("narrow")));

    assertThat(workshop.inOrder(1, 1).remote(LONG)).startsWith("tightwire-server");
    assertThatThrownBy(() -> workshop.inOrder(1, 0).remote(LONG))
        .isInstanceOf(RpcRemoteException.class)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("workshop.add can't be waited for in a handler that runs inline");
    assertThat(workshop.add(3, 4).remote(LONG)).as("on other lanes").isEqualTo(7);
  }
}
