package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcServer;
import io.tightwire.RpcUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests closing clients and servers, from any thread, with a thousand calls in flight: each call
 * ends, and no thread hangs.
 */
final class FullHouseTest extends Scenario {

  private static final int CALLS = 1_000;

  /**
   * A workshop in which no call ends on its own: most hold no thread, some run, many are queued.
   */
  private static final class Crowd extends Workbench {
    final CompletableFuture<RpcServer> server = new CompletableFuture<>();
    final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Signal never = new Signal();

    @Override
    public CompletionStage<String> workLater(String what) {
      begun.add(what);
      return new CompletableFuture<>();
    }

    @Override
    public String inOrder(int caller, int number) {
      begun.add("order " + number);
      never.await();
      return "";
    }

    @Override
    public String hurry(String what) {
      server.join().close();
      return "closing";
    }
  }

  /** Makes the calls; all of them are at the server when this method returns. */
  private static List<CompletableFuture<String>> crowd(WorkshopStub workshop) {
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          i % 2 == 0
              ? workshop.workLater("later " + i).remoteFuture()
              : workshop.inOrder(0, i).remoteFuture());
    }
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    return calls;
  }

  /** Checks that each call has failed, and that no call ran that failed with "not executed". */
  private static void assertAllEnded(List<CompletableFuture<String>> calls, Crowd crowd) {
    for (int i = 0; i < CALLS; i++) {
      String name = (i % 2 == 0 ? "later " : "order ") + i;
      CompletableFuture<String> call = calls.get(i);
      assertThat(call).failsWithin(AT_ONCE);
      Throwable failure = catchThrowableOfType(CompletionException.class, call::join).getCause();
      assertThat(failure)
          .isInstanceOfAny(RpcCancelledException.class, RpcUnavailableException.class);
      if (failure instanceof RpcException known && !known.mayHaveExecuted()) {
        assertThat(crowd.begun).doesNotContain(name);
      }
    }
  }

  private static void inParallel(Runnable... actions) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    for (Runnable action : actions) {
      running.add(CompletableFuture.runAsync(action, threads));
    }
    running.forEach(end -> assertThat(end).succeedsWithin(AT_ONCE));
    threads.shutdown();
  }

  @Test
  void clientIsClosedTwiceAndInParallel() {
    Crowd crowd = new Crowd();
    RpcClient client = connect(serve(crowd));
    List<CompletableFuture<String>> calls = crowd(new WorkshopStub(client));

    inParallel(client::close, client::close, client::close);

    assertAllEnded(calls, crowd);
  }

  @Test
  void callbackClosesItsClient() {
    Crowd crowd = new Crowd();
    RpcClient client = connect(serve(crowd));
    WorkshopStub workshop = new WorkshopStub(client);
    List<CompletableFuture<String>> calls = crowd(workshop);

    CompletableFuture<Void> closed =
        workshop.add(1, 2).remoteFuture().thenAccept(sum -> client.close());

    assertThat(closed).succeedsWithin(AT_ONCE);
    assertAllEnded(calls, crowd);
  }

  @Test
  void serverIsShutDownInEveryWayAtTheSameTime() throws Exception {
    Crowd crowd = new Crowd();
    RpcServer server = serve(crowd);
    List<CompletableFuture<String>> calls = crowd(visit(server));

    inParallel(server::shutdown, server::close, server::shutdownNow, server::shutdownNow);
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();

    assertAllEnded(calls, crowd);
  }

  @Test
  void handlerClosesItsServerAndAnotherThreadHurriesIt() throws InterruptedException {
    Crowd crowd = new Crowd();
    RpcServer server = serve(crowd);
    crowd.server.complete(server);
    WorkshopStub workshop = visit(server);
    List<CompletableFuture<String>> calls = crowd(workshop);

    assertThat(workshop.hurry("").remote(LONG)).isEqualTo("closing");
    server.shutdownNow();

    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
    assertAllEnded(calls, crowd);
  }

  @Test
  void callbackBlocksOnCallsThoughItHasTheOnlyCallbackThread() {
    ExecutorService single = Executors.newSingleThreadExecutor();
    WorkshopStub workshop =
        new WorkshopStub(
            connect(
                RpcClient.builder()
                    .endpoint(serve(new Workbench()).endpoint())
                    .callbackExecutor(single)));

    CompletableFuture<Integer> sum =
        workshop
            .add(1, 2)
            .remoteFuture(LONG)
            .thenApply(
                three ->
                    IntStream.range(0, 100).map(i -> workshop.add(three, i).remote(LONG)).sum());

    assertThat(sum).succeedsWithin(AT_ONCE).isEqualTo(100 * 3 + 4950);
    single.shutdown();
  }

  @Test
  void handlerThatCallsItsOwnFullServerIsRejectedAndNotStuck() {
    CompletableFuture<WorkshopStub> itself = new CompletableFuture<>();
    Signal entered = new Signal();
    Signal full = new Signal();
    RpcServer server =
        start(
            server(
                    new Workbench() {
                      @Override
                      public String inOrder(int caller, int number) {
                        entered.raise();
                        full.await();
                        return itself.join().inOrder(caller, number + 1).remote(LONG);
                      }
                    })
                .maxQueuedCalls(1));
    WorkshopStub workshop = visit(server);
    itself.complete(workshop);

    CompletableFuture<String> outer = workshop.inOrder(1, 1).remoteFuture(LONG);
    entered.await();
    CompletableFuture<String> queued = workshop.inOrder(2, 1).remoteFuture(LONG);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    full.raise();

    assertThat(outer).failsWithin(AT_ONCE);
    Throwable failure = catchThrowableOfType(CompletionException.class, outer::join).getCause();
    assertThat(failure).hasMessageContaining(RpcRejectedException.class.getName());
    queued.cancel(true);
  }
}
