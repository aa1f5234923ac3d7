package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests every call mode. */
final class CallingTest extends Scenario {

  @Test
  void remoteWaitsForTheResult() {
    assertThat(visit(new Workbench()).add(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void remoteWithTimeoutReturnsAsSoonAsTheResultIsThere() {
    assertThat(visit(new Workbench()).add(20, 22).remote(LONG)).isEqualTo(42);
  }

  @Test
  void overloadsDifferByTheirWireNames() {
    WorkshopStub workshop = visit(new Workbench());

    assertThat(workshop.add(1, 2).remote()).isEqualTo(3);
    assertThat(workshop.add(1, 2, 3).remote()).isEqualTo(6);
  }

  @Test
  void remoteAsyncCompletesTheStage() throws Exception {
    WorkshopStub workshop = visit(new Workbench());

    CompletionStage<String> text = workshop.work("A").remoteAsync().thenApply(s -> s + "!");
    CompletionStage<String> timed = workshop.work("B").remoteAsync(LONG);

    assertThat(get(text)).isEqualTo("A done!");
    assertThat(get(timed)).isEqualTo("B done");
  }

  @Test
  void remoteFutureCanBeWaitedFor() throws Exception {
    WorkshopStub workshop = visit(new Workbench());

    assertThat(workshop.add(1, 2).remoteFuture().get(30, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(workshop.add(2, 2).remoteFuture(LONG).join()).isEqualTo(4);
  }

  @Test
  void voidMethodReturnsOnceItsHandlerRan() {
    List<String> submitted = new ArrayList<>();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public void submit(String what) {
                submitted.add(what);
              }
            });

    assertThat(workshop.submit("a chair").remote()).isNull();

    assertThat(submitted).containsExactly("a chair");
  }

  @Test
  void oneWayCallReachesItsHandlerAndReturnsBeforeItEnds() {
    Signal mayEnd = new Signal();
    Signal ended = new Signal();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public void submit(String what) {
                mayEnd.await();
                ended.raise();
              }
            });

    workshop.submit("a table").remoteOneWay();
    mayEnd.raise();

    ended.await();
  }

  @Test
  void oneWayCallToFailingHandlerDisturbsNothing() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public void submit(String what) {
                throw new IllegalStateException(what);
              }
            });

    workshop.submit("a broken chair").remoteOneWay();

    assertThat(workshop.add(1, 1).remote(LONG)).isEqualTo(2);
  }

  @Test
  void methodsThatRespondLaterHoldNoThread() throws Exception {
    CompletableFuture<String> response = new CompletableFuture<>();
    Workshop workshop =
        new Workbench() {
          @Override
          public CompletionStage<String> workLater(String what) {
            return response;
          }
        };
    WorkshopStub stub = visit(start(server(workshop).workers(1)));

    CompletableFuture<String> pending = stub.workLater("paint").remoteFuture();
    assertThat(stub.countLater(41).remote(LONG)).isEqualTo(42);
    assertThat(pending).isNotDone();
    response.complete("dry");

    assertThat(get(pending)).isEqualTo("dry");
  }

  @Test
  void streamIsReadInAForLoop() {
    try (RemoteStream<Integer> numbers = visit(new Workbench()).numbers(1000).remoteStreaming()) {
      assertThat(collect(numbers)).hasSize(1000).isSorted().startsWith(1, 2).endsWith(1000);
    }
  }

  @Test
  void publisherIsReadAsAStreamToo() {
    try (RemoteStream<Integer> fed = visit(new Workbench()).feed(1000).remoteStreaming(LONG)) {
      assertThat(collect(fed)).hasSize(1000).isSorted();
    }
  }

  @Test
  void eachModeOfADescribedCallIsANewCall() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                return what + calls.incrementAndGet();
              }
            });
    RemoteCall<String> call = workshop.work("no. ");

    assertThat(calls).hasValue(0);
    assertThat(call.remote()).isEqualTo("no. 1");
    assertThat(get(call.remoteFuture())).isEqualTo("no. 2");
    assertThat(call.withTimeout(LONG).remote()).isEqualTo("no. 3");
    call.remoteOneWay();
    await().atMost(Signal.PATIENCE).until(() -> calls.get() == 4);
  }

  @Test
  void metadataReachesTheHandlerAndNoOtherCall() {
    WorkshopStub workshop = visit(new Workbench());

    assertThat(
            workshop
                .metadata()
                .withMetadata("trace", "4711")
                .withMetadata("who", "Zoë")
                .withMetadata("trace", "4712")
                .remote())
        .isEqualTo(Map.of("trace", "4712", "who", "Zoë"));
    assertThat(workshop.metadata().remote()).isEmpty();
  }

  @Test
  void handlerKnowsItsCall() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                RpcContext call = RpcContext.current();
                return call.timeRemaining().isPresent()
                    + ", "
                    + call.isCancelled()
                    + ", "
                    + !call.peer().isBlank();
              }
            });

    assertThat(workshop.work("").remote()).isEqualTo("false, false, true");
    assertThat(workshop.work("").remote(LONG)).isEqualTo("true, false, true");
    assertThatThrownBy(RpcContext::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a handler");
  }

  @Test
  void oneClientServesManyStubs() {
    RpcServer server =
        start(
            server(new Workbench())
                .service(new MirrorSkeleton(new Reflection()))
                .service(new BankSkeleton(new Counter())));
    RpcClient client = connect(server);

    assertThat(new WorkshopStub(client).add(1, 2).remote()).isEqualTo(3);
    assertThat(new MirrorStub(client).larger(7, 9).remote()).isEqualTo(9);
    assertThat(new BankStub(client).find("nobody").remote()).isEmpty();
    assertThat(new WorkshopStub(client).read("A book").remote()).isEqualTo("A book read");
  }

  @Test
  void callbacksRunOnTheCallbackExecutor() throws Exception {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "my-callbacks"));
    try {
      Signal mayAnswer = new Signal();
      Workshop workshop =
          new Workbench() {
            @Override
            public String work(String what) {
              mayAnswer.await();
              return what;
            }
          };
      WorkshopStub stub =
          new WorkshopStub(
              connect(
                  RpcClient.builder()
                      .endpoint(serve(workshop).endpoint())
                      .callbackExecutor(executor)));

      CompletionStage<String> thread =
          stub.work("").remoteAsync().thenApply(s -> Thread.currentThread().getName());
      Queue<String> signals = new ConcurrentLinkedQueue<>();
      Collected<Integer> numbers =
          Collected.from(
              stub.numbers(3).remotePublisher(),
              number -> signals.add(Thread.currentThread().getName()));
      mayAnswer.raise();

      assertThat(get(thread)).isEqualTo("my-callbacks");
      numbers.awaitEnd();
      assertThat(signals).hasSize(3).containsOnly("my-callbacks");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void blockedCallbackDelaysNoOtherCall() throws Exception {
    CompletableFuture<String> glued = new CompletableFuture<>();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public CompletionStage<String> workLater(String what) {
                return glued;
              }
            });
    Signal entered = new Signal();
    Signal leave = new Signal();

    CompletionStage<Void> blocked =
        workshop
            .workLater("glue")
            .remoteAsync()
            .thenAccept(
                s -> {
                  entered.raise();
                  leave.await();
                });
    glued.complete("glue"); // not before: then the callback would run on this thread
    entered.await();

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(get(workshop.add(3, 4).remoteFuture())).isEqualTo(7);
    assertThat(blocked.toCompletableFuture()).isNotDone();
    leave.raise();
    get(blocked);
  }

  @Test
  void callbackMayMakeBlockingCalls() throws Exception {
    WorkshopStub workshop = visit(new Workbench());
    List<CompletionStage<Integer>> sums = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sums.add(
          workshop.add(i, i).remoteAsync().thenApply(twice -> workshop.add(twice, 1).remote(LONG)));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(get(sums.get(i))).isEqualTo(2 * i + 1);
    }
  }

  @Test
  void connectionCanBeAwaited() throws Exception {
    RpcClient client = connect(serve(new Workbench()));

    assertThat(client.awaitConnected(LONG)).isTrue();
    assertThat(
            connect(RpcClient.builder().endpoint(nobodysEndpoint()))
                .awaitConnected(Duration.ofMillis(50)))
        .isFalse();
  }

  private static <T> List<T> collect(RemoteStream<T> stream) {
    List<T> items = new ArrayList<>();
    for (T item : stream) {
      items.add(item);
    }
    return items;
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
