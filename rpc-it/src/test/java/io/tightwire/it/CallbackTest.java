package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What callers' own code does to their calls. */
final class CallbackTest extends Story {

  /** An endless feed, which tells when it is called off. */
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
  void outcomesAreToldThoughTheCallbackExecutorIsShutDown() {
    Signal entered = new Signal();
    Signal leave = new Signal();
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String work(String what) {
                entered.raise();
                leave.await();
                return super.work(what);
              }
            });
    ExecutorService executor = Executors.newSingleThreadExecutor();
    WorkshopStub workshop =
        new WorkshopStub(
            connect(RpcClient.builder().endpoint(server.endpoint()).callbackExecutor(executor)));
    CompletableFuture<String> call = workshop.work("late").remoteFuture(LONG);
    entered.await();

    executor.shutdownNow();
    leave.raise();

    assertThat(call).succeedsWithin(AT_ONCE).isEqualTo("late done");
    assertThat(Collected.from(workshop.numbers(3).remotePublisher()).awaitEnd()).isNull();
  }
}
