package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests how callbacks and subscribers affect calls. */
final class CallbackTest extends Scenario {

  /** An endless feed, which signals when it is cancelled. */
  private static final class Source extends Workbench {
    final Signal cancelled = new Signal();

    @Override
    public Stream<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).onClose(cancelled::raise);
    }
  }

  @Test
  void subscriberThatThrowsLosesItsStreamAndNothingElse() {
    Source source = new Source();
    WorkshopStub workshop = visit(source);

    Collected<Integer> numbers =
        Collected.from(
            workshop.numbers(0).remotePublisher(),
            number -> {
              if (number == 3) {
                throw new IllegalStateException("enough of it");
              }
            });

    source.cancelled.await();
    assertThat(numbers.items()).containsExactly(1, 2, 3);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void callbackThatThrowsFailsWhatIsChainedAndNothingElse() {
    WorkshopStub workshop = visit(new Workbench());

    CompletableFuture<String> chained =
        workshop
            .work("")
            .remoteFuture(LONG)
            .thenApply(
                text -> {
                  throw new IllegalStateException("not that");
                });

    assertThat(chained)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(IllegalStateException.class);
    assertThat(workshop.add(1, 2).remoteFuture(LONG)).succeedsWithin(AT_ONCE).isEqualTo(3);
  }

  @Test
  void outcomesAreDeliveredThoughTheCallbackExecutorIsShutDown() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    WorkshopStub workshop =
        new WorkshopStub(
            connect(RpcClient.builder().endpoint(server.endpoint()).callbackExecutor(executor)));
    CompletableFuture<String> call = workshop.work("late").remoteFuture(LONG);
    busy.entered.await();

    executor.shutdownNow();
    busy.gate.raise();

    assertThat(call).succeedsWithin(AT_ONCE).isEqualTo("late done");
    assertThat(Collected.from(workshop.numbers(3).remotePublisher()).awaitEnd()).isNull();
  }

  @Test
  void subscribersAndCallbacksThatBlockDelayNoOtherOutcome() {
    Signal release = new Signal();
    CompletableFuture<String> worked = new CompletableFuture<>();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public CompletionStage<String> workLater(String what) {
                return worked;
              }
            });
    try {
      int many = 4 * Runtime.getRuntime().availableProcessors();
      List<Signal> blocked = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        Signal subscriber = new Signal();
        Signal chained = new Signal();
        blocked.addAll(List.of(subscriber, chained));
        Collected<Integer> unused =
            Collected.from(
                workshop.numbers(3).remotePublisher(),
                number -> {
                  subscriber.raise();
                  release.await();
                });
        CompletableFuture<Void> unusedToo =
            workshop
                .workLater("")
                .remoteFuture()
                .thenAccept(
                    text -> {
                      chained.raise();
                      release.await();
                    });
      }
      worked.complete(""); // not before: then callbacks would run on this thread
      blocked.forEach(Signal::await);

      assertThat(workshop.add(1, 2).remoteFuture(LONG)).succeedsWithin(AT_ONCE).isEqualTo(3);
      assertThat(Collected.from(workshop.numbers(3).remotePublisher()).awaitEnd()).isNull();
    } finally {
      release.raise();
    }
  }

  /** A wait on the loop would wait for itself. */
  @Test
  void waitingInACallbackOnTheLoopIsRefused() throws Exception {
    Semaphore chained = new Semaphore(0);
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String work(String what) {
                chained.acquireUninterruptibly();
                return super.work(what);
              }

              @Override
              public Flow.Publisher<Integer> feed(int count) {
                return subscriber -> {}; // never emits an item
              }
            });
    RpcClient client =
        connect(RpcClient.builder().endpoint(server.endpoint()).callbackExecutor(Runnable::run));
    WorkshopStub workshop = new WorkshopStub(client);
    RemoteStream<Integer> opened = workshop.feed(3).remoteStreaming();
    List<Callable<?>> waits =
        List.of(
            () -> workshop.add(1, 2).remote(),
            () -> workshop.numbers(3).remoteStreaming(),
            () -> visit(server).add(1, 2).remote(LONG),
            () -> client.awaitConnected(LONG),
            () -> {
              client.shutdownServer();
              return 0;
            },
            opened::hasNext);

    for (Callable<?> wait : waits) {
      CompletableFuture<Throwable> refused = new CompletableFuture<>();
      CompletableFuture<Void> unused =
          workshop
              .work("")
              .remoteFuture(LONG)
              .thenAccept(
                  text -> {
                    try {
                      refused.complete(new AssertionError(String.valueOf(wait.call())));
                    } catch (Throwable e) {
                      refused.complete(e);
                    }
                  });
      chained.release();
      assertThat(refused)
          .succeedsWithin(AT_ONCE)
          .isInstanceOf(IllegalStateException.class)
          .asString()
          .contains("can't be waited for on the thread \"tightwire-client", "callbackExecutor");
    }
    assertThat(workshop.add(1, 2).remote(LONG)).as("elsewhere").isEqualTo(3);
  }

  @Test
  void callbacksAndHandlersHaveTheApplicationsClassLoaderAndNobodysThreadLocals() throws Exception {
    InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
    Signal chained = new Signal();
    Thread self = Thread.currentThread();
    ClassLoader before = self.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
      self.setContextClassLoader(application);
      tenant.set("somebody");
      Workbench looking =
          new Workbench() {
            @Override
            public String work(String what) {
              return look(application, tenant);
            }

            @Override
            public String inOrder(int caller, int number) {
              return look(application, tenant);
            }

            @Override
            public int add(int a, int b) {
              chained.await();
              return super.add(a, b);
            }
          };
      WorkshopStub workshop =
          visit(
              start(
                  RpcServer.builder().service(new WorkshopSkeleton(looking)).inlineLane("narrow")));
      self.setContextClassLoader(before);

      assertThat(workshop.work("").remote(LONG))
          .startsWith("application's, null, tightwire-handler");
      assertThat(workshop.inOrder(0, 0).remote(LONG))
          .startsWith("application's, null, tightwire-server");
      CompletableFuture<String> looked =
          workshop.add(1, 2).remoteFuture(LONG).thenApply(sum -> look(application, tenant));
      chained.raise();
      assertThat(looked).succeedsWithin(LONG).asString().startsWith("application's, null, ");
    } finally {
      tenant.remove();
      self.setContextClassLoader(before);
    }
  }

  private static String look(ClassLoader application, ThreadLocal<String> tenant) {
    Thread thread = Thread.currentThread();
    return (thread.getContextClassLoader() == application ? "application's, " : "another, ")
        + tenant.get()
        + ", "
        + thread.getName();
  }
}
