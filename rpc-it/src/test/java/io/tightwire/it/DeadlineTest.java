package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteCall;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tests deadlines and cancellation, on both sides. */
final class DeadlineTest extends Scenario {

  private static final Duration SHORT = Duration.ofMillis(200);

  /** Handlers that wait until they are interrupted, and then record the state of their call. */
  private static class Waiting extends Workbench {
    final Signal entered = new Signal();
    final Signal interrupted = new Signal();
    final Signal never = new Signal();
    final AtomicReference<Optional<Boolean>> cancelled = new AtomicReference<>(Optional.empty());

    @Override
    public String work(String what) {
      entered.raise();
      try {
        never.await();
      } catch (Signal.InterruptedWait e) {
        cancelled.set(Optional.of(RpcContext.current().isCancelled()));
        interrupted.raise();
        throw e;
      }
      return what;
    }

    @Override
    public String hurry(String what) {
      return work(what);
    }

    void awaitInterrupted() {
      interrupted.await();
      assertThat(cancelled.get()).contains(true);
    }
  }

  /**
   * Returns the failure of a call whose deadline passes while its handler runs. On a busy machine a
   * short deadline may pass before the handler starts; then the call is made once more, with a
   * longer one.
   */
  private static RpcTimeoutException timeOutInside(Waiting waiting, WorkshopStub workshop) {
    for (Duration timeout = SHORT; ; timeout = timeout.multipliedBy(2)) {
      RemoteCall<String> call = workshop.work("").withTimeout(timeout);
      RpcTimeoutException failure = catchThrowableOfType(RpcTimeoutException.class, call::remote);
      if (waiting.entered.isRaised()) {
        return failure;
      }
    }
  }

  @Test
  void callWithLessThanAMillisecondLeftIsNotSent() {
    AtomicInteger runs = new AtomicInteger();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                runs.incrementAndGet();
                return what;
              }
            });
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    for (int i = 0; i < 100; i++) {
      RemoteCall<String> call = workshop.work("").withTimeout(Duration.ofNanos(1 + i * 9_999L));
      RpcTimeoutException failure = catchThrowableOfType(RpcTimeoutException.class, call::remote);
      assertThat(failure).hasMessageContaining("not yet sent");
      assertThat(failure.mayHaveExecuted()).isFalse();
      call.remoteOneWay();
    }

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(runs).hasValue(0);
  }

  @Test
  void deadlineEndsTheCallOnBothSides() {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(waiting);

    RpcTimeoutException failure = timeOutInside(waiting, workshop);

    assertThat(failure)
        .hasMessageContaining("workshop.work")
        .hasMessageContaining("exceeded its deadline of");
    assertThat(failure.status()).isEqualTo(RpcStatus.DEADLINE_EXCEEDED);
    assertThat(failure.mayHaveExecuted()).isTrue();
    waiting.awaitInterrupted();
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void deadlineOfAFutureEndsTheCall() {
    assertThat(visit(new Waiting()).work("").remoteFuture(SHORT))
        .failsWithin(Signal.PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcTimeoutException.class);
  }

  @Test
  void deadlinesComeFromTheCallTheMethodOrTheClient() {
    Waiting waiting = new Waiting();
    RpcServer server = serve(waiting);
    WorkshopStub patient = visit(server);
    WorkshopStub impatient =
        new WorkshopStub(connect(RpcClient.builder().endpoint(server.endpoint()).timeout(SHORT)));

    assertThat(catchThrowableOfType(RpcException.class, () -> patient.hurry("").remote()))
        .isInstanceOf(RpcTimeoutException.class)
        .hasMessageContaining("workshop.hurry");
    assertThat(catchThrowableOfType(RpcException.class, () -> impatient.work("").remote()))
        .isInstanceOf(RpcTimeoutException.class);
    waiting.never.raise();
    assertThat(patient.hurry("hurried").remote(LONG)).isEqualTo("hurried");
    assertThat(impatient.work("worked").remote(LONG)).isEqualTo("worked");
  }

  @Test
  void expiredCallInTheQueueIsNeverRun() {
    AtomicInteger runs = new AtomicInteger();
    Signal entered = new Signal();
    Signal leave = new Signal();
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String inOrder(int caller, int number) {
                runs.incrementAndGet();
                entered.raise();
                leave.await();
                return "";
              }
            });
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> first = workshop.inOrder(1, 1).remoteFuture();
    entered.await();

    RpcTimeoutException failure =
        catchThrowableOfType(RpcTimeoutException.class, () -> workshop.inOrder(1, 2).remote(SHORT));
    // The server has its own clock for it, which ends a moment later.
    await().atMost(Signal.PATIENCE).until(() -> !server.stats().rejected().isEmpty());
    leave.raise();

    assertThat(failure).isNotNull();
    assertThat(first).succeedsWithin(Signal.PATIENCE);
    assertThat(workshop.inOrder(1, 3).remote(LONG)).isEmpty();
    assertThat(runs).hasValue(2);
  }

  @Test
  void deadlineCoversConnecting() {
    WorkshopStub nobody =
        new WorkshopStub(connect(RpcClient.builder().endpoint(nobodysEndpoint())));

    RpcTimeoutException failure =
        catchThrowableOfType(RpcTimeoutException.class, () -> nobody.work("").remote(SHORT));

    assertThat(failure)
        .hasMessageContaining("workshop.work")
        .hasMessageContaining("200ms")
        .hasMessageContaining("not yet sent");
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void callWithoutAServerSaysWhyThereIsNoConnection() {
    WorkshopStub nobody =
        new WorkshopStub(connect(RpcClient.builder().endpoint(nobodysEndpoint())));

    await() // on a busy machine the first deadline may pass before the first attempt
        .atMost(Signal.PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> nobody.work("").remote(SHORT))
                    .hasMessageContaining("no connection: "));
  }

  @Test
  void callWithoutDeadlineWaitsForTheConnectTimeout() {
    String endpoint = nobodysEndpoint();
    WorkshopStub nobody =
        new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint).connectTimeout(SHORT)));

    RpcUnavailableException failure =
        catchThrowableOfType(RpcUnavailableException.class, () -> nobody.work("").remote());

    assertThat(failure)
        .hasMessageContaining(endpoint)
        .hasMessageContaining("connect timeout of 200ms");
    assertThat(failure.status()).isEqualTo(RpcStatus.UNAVAILABLE);
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void cancellingTheFutureCancelsOnTheServer() {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(waiting);

    CompletableFuture<String> future = workshop.work("").remoteFuture();
    waiting.entered.await();
    assertThat(future.cancel(true)).isTrue();

    waiting.awaitInterrupted();
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void interruptingTheCallerCancelsOnTheServer() throws Exception {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(waiting);
    AtomicReference<Optional<RpcException>> failure = new AtomicReference<>(Optional.empty());
    AtomicReference<Optional<Boolean>> flag = new AtomicReference<>(Optional.empty());
    Thread caller =
        new Thread(
            () -> {
              try {
                workshop.work("").remote();
              } catch (RpcException e) {
                failure.set(Optional.of(e));
                flag.set(Optional.of(Thread.currentThread().isInterrupted()));
              }
            });
    caller.start();
    waiting.entered.await();

    caller.interrupt();
    caller.join(Signal.PATIENCE.toMillis());

    assertThat(failure.get()).get().isInstanceOf(RpcCancelledException.class);
    assertThat(flag.get()).contains(true);
    waiting.awaitInterrupted();
  }

  @Test
  void closingTheClientCancelsItsCalls() {
    Waiting waiting = new Waiting();
    RpcClient client = connect(serve(waiting));
    WorkshopStub workshop = new WorkshopStub(client);
    CompletableFuture<String> future = workshop.work("").remoteFuture();
    waiting.entered.await();

    client.close();

    assertThat(future)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcCancelledException.class);
    waiting.awaitInterrupted();
    assertThat(catchThrowableOfType(RpcException.class, () -> workshop.add(1, 2).remote()))
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void nestedCallInheritsTheDeadline() {
    AtomicReference<Optional<Duration>> inherited = new AtomicReference<>(Optional.empty());
    WorkshopStub inner =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                inherited.set(RpcContext.current().timeRemaining());
                return what;
              }
            });
    WorkshopStub outer = visit(delegatingTo(inner));

    assertThat(outer.work("nested").remote(LONG)).isEqualTo("nested");
    assertThat(inherited.get()).get().matches(left -> left.compareTo(LONG) <= 0);
    assertThat(outer.work("nested").remote()).isEqualTo("nested");
    assertThat(inherited.get()).get().matches(left -> left.compareTo(LONG) > 0);
  }

  @Test
  void nestedCallIsCancelledWithItsOuterCall() {
    Waiting waiting = new Waiting();
    WorkshopStub outer = visit(delegatingTo(visit(waiting)));

    CompletableFuture<String> future = outer.work("nested").remoteFuture();
    waiting.entered.await();
    future.cancel(true);

    waiting.awaitInterrupted();
  }

  @Test
  void nestedCallThatRespondsLaterIsCancelledWithItsOuterCall() {
    Waiting waiting = new Waiting();
    AtomicReference<CompletableFuture<String>> nested =
        new AtomicReference<>(new CompletableFuture<>());
    WorkshopStub inner = visit(waiting);
    WorkshopStub outer =
        visit(
            new Workbench() {
              @Override
              public CompletionStage<String> workLater(String what) {
                CompletableFuture<String> response = inner.work(what).remoteFuture();
                nested.set(response);
                return response;
              }
            });

    CompletableFuture<String> future = outer.workLater("nested").remoteFuture();
    waiting.entered.await();
    future.cancel(true);

    waiting.awaitInterrupted();
    assertThat(nested.get())
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcCancelledException.class);
  }

  @Test
  void nestedCallThatRespondsLaterIsCancelledWhenTheClientDisappears() {
    Waiting waiting = new Waiting();
    WorkshopStub inner = visit(waiting);
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public CompletionStage<String> workLater(String what) {
                return inner.work(what).remoteAsync();
              }
            });
    RpcClient client = connect(server);

    CompletableFuture<String> future = new WorkshopStub(client).workLater("nested").remoteFuture();
    waiting.entered.await();
    client.close();

    waiting.awaitInterrupted();
    assertThat(future).failsWithin(AT_ONCE);
  }

  private static Workshop delegatingTo(WorkshopStub inner) {
    return new Workbench() {
      @Override
      public String work(String what) {
        return inner.work(what).remote(Duration.ofHours(1));
      }
    };
  }

  @Test
  void oneWayCallTakesItsTimeout() {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(waiting);

    for (Duration timeout = SHORT; !waiting.entered.isRaised(); timeout = timeout.multipliedBy(2)) {
      workshop.work("").remoteOneWay(timeout);
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // came after it
    }

    waiting.awaitInterrupted();
  }

  @Test
  void publisherTakesATimeoutForEachSubscription() {
    Flow.Publisher<Integer> numbers =
        visit(new Workbench()).numbers(1_000_000).remotePublisher(SHORT);

    for (int i = 0; i < 2; i++) {
      assertThat(Collected.from(numbers, 0).awaitEnd())
          .isInstanceOfSatisfying(
              RpcException.class,
              e -> assertThat(e.status()).isEqualTo(RpcStatus.DEADLINE_EXCEEDED));
    }
  }

  @Test
  void oneWayCallHasADeadlineToo() {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(waiting);

    for (Duration timeout = SHORT; !waiting.entered.isRaised(); timeout = timeout.multipliedBy(2)) {
      workshop.work("").withTimeout(timeout).remoteOneWay();
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // came after it
    }

    waiting.awaitInterrupted();
  }

  @Test
  void interruptionOfOneCallDoesNotReachTheNext() {
    Waiting waiting = new Waiting();
    WorkshopStub workshop = visit(start(server(waiting).workers(1)));

    assertThat(timeOutInside(waiting, workshop)).isNotNull();
    waiting.awaitInterrupted();

    waiting.never.raise();
    await()
        .atMost(Signal.PATIENCE)
        .untilAsserted(() -> assertThat(workshop.work("next").remote(LONG)).isEqualTo("next"));
  }
}
