package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests a client process that is killed or frozen: the server releases everything that belongs to
 * it.
 */
final class LostClientTest extends ProcessScenario {

  /** A workshop in which all work of the client continues until it is cancelled. */
  private static final class Held extends Workbench {

    static final String OTHERS = "others'";

    final Signal working = new Signal();
    final Signal workInterrupted = new Signal();
    final AtomicBoolean workCancelled = new AtomicBoolean();
    final CompletableFuture<RpcContext> later = new CompletableFuture<>();
    final Signal numbering = new Signal();
    final Signal numbersInterrupted = new Signal();
    final Signal numbersClosed = new Signal();
    final Signal feeding = new Signal();
    final Signal feedCancelled = new Signal();
    final Signal othersBegun = new Signal();
    final Signal finish = new Signal();
    final List<String> done = new CopyOnWriteArrayList<>();
    private final Signal never = new Signal();

    @Override
    public String work(String what) {
      if (what.equals(OTHERS)) {
        othersBegun.raise();
        finish.await();
      } else if (what.equals("endless")) {
        working.raise();
        try {
          never.await();
        } catch (Signal.InterruptedWait e) {
          workCancelled.set(RpcContext.current().isCancelled());
          workInterrupted.raise();
          throw e;
        }
      } else {
        done.add(what);
      }
      return super.work(what);
    }

    @Override
    public void submit(String what) {
      done.add(what);
    }

    @Override
    public CompletionStage<String> workLater(String what) {
      later.complete(RpcContext.current());
      return new CompletableFuture<>();
    }

    /** Publishes two numbers, and a third one late. */
    @Override
    public Stream<Integer> numbers(int count) {
      if (count != 0) {
        return super.numbers(count);
      }
      return IntStream.iterate(1, n -> n + 1)
          .boxed()
          .map(this::thinkOver)
          .onClose(numbersClosed::raise);
    }

    private Integer thinkOver(Integer number) {
      if (number == 3) {
        numbering.raise();
        try {
          never.await();
        } catch (Signal.InterruptedWait e) {
          numbersInterrupted.raise();
          throw e;
        }
      }
      return number;
    }

    @Override
    public Flow.Publisher<Integer> feed(int count) {
      return subscriber ->
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  subscriber.onNext(1);
                  feeding.raise();
                }

                @Override
                public void cancel() {
                  feedCancelled.raise();
                }
              });
    }

    void awaitBegun() {
      working.await();
      numbering.await();
      feeding.await();
      await().atMost(Signal.PATIENCE).until(later::isDone);
    }

    void awaitFreed() {
      workInterrupted.await();
      assertThat(workCancelled).isTrue();
      await().atMost(Signal.PATIENCE).until(() -> later.join().isCancelled());
      numbersInterrupted.await();
      numbersClosed.await();
      feedCancelled.await();
    }
  }

  private ChildProcess clientWithOpenCalls(RpcServer server, Held held) throws Exception {
    ChildProcess client = startClient(server.endpoint());
    client.say("work endless");
    client.say("later endless");
    client.say("numbers 0");
    client.say("feed 1");
    client.await("item: 1");
    held.awaitBegun();
    return client;
  }

  @Test
  void killedClientsCallsAreCancelledAndNoOtherNotices() throws Exception {
    Held held = new Held();
    RpcServer server =
        serve( // without heartbeats: the system closes a dead process's connections
            RpcServer.builder()
                .service(new WorkshopSkeleton(held))
                .heartbeat(Duration.ofHours(1), Duration.ofHours(2)));
    WorkshopStub other = visit(server.endpoint());
    CompletableFuture<String> others = other.work(Held.OTHERS).remoteFuture(LONG);
    ChildProcess client = clientWithOpenCalls(server, held);
    try (RemoteStream<Integer> stream = other.numbers(1_000).remoteStreaming(LONG)) {
      assertThat(stream.next()).isEqualTo(1);

      client.kill();

      held.awaitFreed();
      assertUndisturbed(held, other, others, stream);
    }
  }

  @Test
  void frozenClientsCallsAreCancelledAndNoOtherNotices() throws Exception {
    Held held = new Held();
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(new WorkshopSkeleton(held))
                .heartbeat(Duration.ofMillis(300), Duration.ofSeconds(2)));
    WorkshopStub other = visit(server.endpoint());
    CompletableFuture<String> others = other.work(Held.OTHERS).remoteFuture(LONG);
    ChildProcess client = clientWithOpenCalls(server, held);
    try (RemoteStream<Integer> stream = other.numbers(1_000).remoteStreaming(LONG)) {
      assertThat(stream.next()).isEqualTo(1);

      client.signal("STOP");

      held.awaitFreed();
      assertUndisturbed(held, other, others, stream);
    }

    client.signal("CONT"); // it learns how its calls ended, and works again
    assertThat(client.await("work: ")).isEqualTo("UNAVAILABLE true");
    assertThat(client.await("later: ")).isEqualTo("UNAVAILABLE true");
    assertThat(client.await("numbers: ")).isEqualTo("UNAVAILABLE true");
    assertThat(client.await("feed: ")).isEqualTo("UNAVAILABLE true");
    client.say("again apples");
    assertThat(client.await("again: ")).isEqualTo("apples done");
  }

  @Test
  void oneWayCallsThatHaveArrivedAreRunThoughTheirClientIsGone() throws Exception {
    Held held = new Held();
    RpcServer server =
        serve(RpcServer.builder().service(new WorkshopSkeleton(held)).maxConcurrentCalls(1));
    ChildProcess client = startClient(server.endpoint());
    client.say("later endless");
    await().atMost(Signal.PATIENCE).until(held.later::isDone);
    CompletableFuture<String> others =
        visit(server.endpoint()).work(Held.OTHERS).remoteFuture(LONG); // keeps the lane busy
    held.othersBegun.await();
    client.say("submit a chair");
    client.say("submit a table");
    client.say("work unrun");
    client.say("inOrder 1"); // has a lane of its own, and arrives after them
    client.await("inOrder: 0:1");

    client.kill();

    await().atMost(Signal.PATIENCE).until(() -> held.later.join().isCancelled());
    held.finish.raise();
    assertThat(others).succeedsWithin(LONG);
    assertThat(visit(server.endpoint()).work("last").remote(LONG)).isEqualTo("last done");
    assertThat(held.done).containsExactly("a chair", "a table", "last");
  }

  private static void assertUndisturbed(
      Held held,
      WorkshopStub other,
      CompletableFuture<String> others,
      RemoteStream<Integer> stream) {
    for (int i = 2; i <= 1_000; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThat(other.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(others).isNotDone();
    held.finish.raise();
    assertThat(others).succeedsWithin(LONG).isEqualTo(Held.OTHERS + " done");
  }
}
