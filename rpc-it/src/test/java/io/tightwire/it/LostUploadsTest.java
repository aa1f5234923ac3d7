package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStreamingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests streams from the client, one of whose ends is killed. */
final class LostUploadsTest extends ProcessScenario {

  /** The sources of the calls that a test makes. */
  private static final class Sources {

    private final List<AtomicInteger> closed = new ArrayList<>();

    /** Returns a stream without end. */
    Stream<byte[]> parts() {
      AtomicInteger count = new AtomicInteger();
      closed.add(count);
      return Stream.generate(() -> new byte[1_000]).onClose(count::incrementAndGet);
    }

    /** Returns a publisher without end. */
    Flow.Publisher<byte[]> published() {
      AtomicInteger count = new AtomicInteger();
      closed.add(count);
      return subscriber ->
          subscriber.onSubscribe(
              new Flow.Subscription() {
                private int cancelled;

                @Override
                public void request(long n) {
                  for (long i = 0; i < n && cancelled == 0; i++) {
                    subscriber.onNext(new byte[1_000]);
                  }
                }

                @Override
                public void cancel() {
                  cancelled = count.incrementAndGet();
                }
              });
    }

    void awaitClosed() {
      await().atMost(AT_ONCE).until(() -> closed.stream().allMatch(count -> count.get() > 0));
      assertThat(closed).extracting(AtomicInteger::get).containsOnly(1);
    }
  }

  private static void sendOn(OpenUpload<byte[], Long> upload) {
    try {
      while (true) {
        upload.send(new byte[1_000]);
      }
    } catch (InterruptedException e) {
      throw new Signal.InterruptedWait(e);
    }
  }

  @Test
  void killedServerEndsTheCallsOfEveryModeAndTheirSourcesOnce() throws Exception {
    ChildProcess server = launch(IntakeProcess.class, anywhere());
    IntakeStub intake = new IntakeStub(connect(RpcClient.builder().endpoint(endpointOf(server))));
    Sources sources = new Sources();
    Stream<byte[]> parts = sources.parts();
    CompletableFuture<Long> blocking = onAThread(() -> intake.take(1, parts).remote(LONG));
    CompletableFuture<Long> future = intake.take(1, sources.parts()).remoteFuture(LONG);
    CompletableFuture<Long> pushed = intake.push(sources.published()).remoteFuture(LONG);
    Collected<byte[]> copies =
        Collected.from(intake.copies(sources.parts()).remotePublisher(LONG), 5);
    try (OpenUpload<byte[], Long> upload = intake.take(1).withTimeout(LONG).open();
        OpenDuplex<byte[], byte[]> duplex = intake.copies().withTimeout(LONG).open()) {
      CompletableFuture<Object> sending =
          onAThread(
              () -> {
                sendOn(upload);
                return "sent without end";
              });
      duplex.send(new byte[1]);
      assertThat(duplex.next()).hasSize(1);
      assertThat(server.await(IntakeProcess.PAUSED + "3.")).isEmpty();
      assertThat(server.await(IntakeProcess.PUSHED)).isEmpty();
      await().atMost(AT_ONCE).until(() -> copies.items().size() == 5);

      server.kill();

      assertLost(blocking);
      assertLost(future);
      assertLost(pushed);
      assertThat(copies.awaitEnd())
          .isInstanceOfSatisfying(RpcStreamingException.class, Processes::assertLost);
      assertThat(sending)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(RpcException.class, Processes::assertLost);
      assertLost(upload.resultAsync());
      assertLost(catchThrowableOfType(RpcStreamingException.class, duplex::hasNext));
      assertLost(
          catchThrowableOfType(RpcStreamingException.class, () -> duplex.trySend(new byte[1])));
    }
    sources.awaitClosed();
  }

  /** Records how its callers' streams end. */
  private static final class Recording implements Intake {

    final CompletableFuture<Throwable> pulledEnd = new CompletableFuture<>();
    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    final CompletableFuture<Flow.Publisher<byte[]>> published = new CompletableFuture<>();
    final Signal begun = new Signal();

    @Override
    public long take(long pause, Stream<byte[]> parts) {
      try {
        parts.forEach(part -> begun.raise());
        return 0;
      } catch (RpcException e) {
        cancelled.complete(RpcContext.current().isCancelled());
        pulledEnd.complete(e);
        throw e;
      }
    }

    @Override
    public CompletionStage<Long> push(Flow.Publisher<byte[]> parts) {
      published.complete(parts);
      return new CompletableFuture<>();
    }

    @Override
    public Stream<byte[]> copies(Stream<byte[]> parts) {
      return parts;
    }
  }

  @Test
  void killedClientEndsTheStreamsOfItsHandlers() throws Exception {
    Recording handlers = new Recording();
    RpcServer server =
        serve( // without heartbeats: the system closes a dead process's connections
            RpcServer.builder()
                .service(new IntakeSkeleton(handlers))
                .heartbeat(Duration.ofHours(1), Duration.ofHours(2)));
    ChildProcess client = ChildProcess.start(HaulerProcess.class, server.endpoint());
    tidy(client::kill);
    client.say("take 1 1 1000000000 1000");
    client.say("push 1000");
    handlers.begun.await();
    await().atMost(Signal.PATIENCE).until(handlers.published::isDone);
    Collected<byte[]> pushed = Collected.from(handlers.published.join(), 100);
    await().atMost(AT_ONCE).until(() -> pushed.items().size() == 100);

    client.kill();

    assertThat(handlers.pulledEnd)
        .succeedsWithin(AT_ONCE)
        .isInstanceOf(RpcCancelledException.class)
        .asString()
        .contains("disconnected");
    assertThat(handlers.cancelled).succeedsWithin(AT_ONCE).isEqualTo(true);
    assertThat(pushed.awaitEnd())
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("disconnected");
  }
}
