package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tests connections that are open and lose all data: the system informs neither end. */
final class SilenceTest extends ProcessScenario {

  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration GIVE_UP = Duration.ofSeconds(2);

  /** A workshop whose handlers wait until they are cancelled. */
  private static final class Waiting extends Workbench {
    final Signal entered = new Signal();
    final Signal interrupted = new Signal();
    final AtomicBoolean cancelled = new AtomicBoolean();
    final Signal feeding = new Signal();
    final Signal feedCancelled = new Signal();
    private final Signal never = new Signal();

    @Override
    public String work(String what) {
      if (what.equals("endless")) {
        entered.raise();
        try {
          never.await();
        } catch (Signal.InterruptedWait e) {
          cancelled.set(RpcContext.current().isCancelled());
          interrupted.raise();
          throw e;
        }
      }
      return super.work(what);
    }

    @Override
    public Flow.Publisher<Integer> feed(int count) {
      return subscriber ->
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  if (!feeding.isRaised()) {
                    subscriber.onNext(1);
                    feeding.raise();
                  }
                }

                @Override
                public void cancel() {
                  feedCancelled.raise();
                }
              });
    }
  }

  private Tunnel tunnel(String endpoint) throws IOException {
    Tunnel tunnel = new Tunnel(endpoint);
    tidy(tunnel::close);
    return tunnel;
  }

  private static RpcServer.Builder server(Waiting waiting) {
    return RpcServer.builder().service(new WorkshopSkeleton(waiting));
  }

  private static RpcClient.Builder client(String endpoint) {
    return RpcClient.builder().endpoint(endpoint);
  }

  @Test
  void blackHoleIsFoundByBothSides() throws Exception {
    Waiting waiting = new Waiting();
    RpcServer server = serve(server(waiting).heartbeat(INTERVAL, GIVE_UP));
    Tunnel tunnel = tunnel(server.endpoint());
    WorkshopStub workshop =
        new WorkshopStub(connect(client(tunnel.endpoint()).heartbeat(INTERVAL, GIVE_UP)));
    CompletableFuture<String> call = workshop.work("endless").remoteFuture(LONG);
    waiting.entered.await();
    try (RemoteStream<Integer> stream = workshop.feed(1).remoteStreaming(LONG)) {
      assertThat(stream.next()).isEqualTo(1);

      tunnel.caveIn();

      assertThat(call)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("no sign of life for 2s");
      assertLost(call);
      assertLost(catchThrowableOfType(RpcStreamingException.class, stream::next));
    }
    // The tunnel does not forward the client's end: the server has to detect it.
    waiting.interrupted.await();
    assertThat(waiting.cancelled).isTrue();
    waiting.feedCancelled.await();

    RpcTimeoutException unsent =
        catchThrowableOfType(
            RpcTimeoutException.class, () -> workshop.work("unsent").remote(INTERVAL));
    assertThat(unsent.mayHaveExecuted()).isFalse();
    CompletableFuture<String> patient = workshop.work("patient").remoteFuture(LONG);
    tunnel.dig();
    assertThat(patient).succeedsWithin(LONG).isEqualTo("patient done");
  }

  @Test
  void blackHoleIsFoundByTheClientAlone() throws Exception {
    Waiting waiting = new Waiting();
    RpcServer server = serve(server(waiting).heartbeat(Duration.ofHours(1), Duration.ofHours(2)));
    Tunnel tunnel = tunnel(server.endpoint());
    WorkshopStub workshop =
        new WorkshopStub(connect(client(tunnel.endpoint()).heartbeat(INTERVAL, GIVE_UP)));
    CompletableFuture<String> call = workshop.work("endless").remoteFuture(LONG);
    waiting.entered.await();

    tunnel.caveIn();

    assertLost(call);
    assertThat(waiting.interrupted.isRaised()).isFalse();
  }

  @Test
  void blackHoleIsFoundByTheServerAlone() throws Exception {
    Waiting waiting = new Waiting();
    RpcServer server = serve(server(waiting).heartbeat(INTERVAL, GIVE_UP));
    Tunnel tunnel = tunnel(server.endpoint());
    WorkshopStub workshop =
        new WorkshopStub(
            connect(client(tunnel.endpoint()).heartbeat(Duration.ofHours(1), Duration.ofHours(2))));
    CompletableFuture<String> call = workshop.work("endless").remoteFuture(LONG);
    waiting.entered.await();

    tunnel.caveIn();

    waiting.interrupted.await();
    assertThat(waiting.cancelled).isTrue();
    assertThat(call).isNotDone();
  }

  /** Tests an idle connection: both sides are alive. */
  @Test
  void idleConnectionIsKept() throws Exception {
    Waiting waiting = new Waiting();
    RpcServer server = serve(server(waiting));
    WorkshopStub workshop =
        new WorkshopStub(connect(client(server.endpoint()).heartbeat(INTERVAL, GIVE_UP)));
    CompletableFuture<String> call = workshop.work("endless").remoteFuture(Duration.ofSeconds(4));
    waiting.entered.await();

    assertThat(call)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcTimeoutException.class); // and not UNAVAILABLE before
  }

  @Test
  void otherProgramAtTheEndpointIsReportedAtTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String endpoint = "tcp://127.0.0.1:" + silent.getLocalPort();
      WorkshopStub workshop = visit(endpoint);

      RpcTimeoutException failure =
          catchThrowableOfType(
              RpcTimeoutException.class, () -> workshop.add(1, 2).remote(Duration.ofMillis(500)));

      assertThat(failure)
          .hasMessageContaining("workshop.add")
          .hasMessageContaining(endpoint)
          .hasMessageContaining("500ms")
          .hasMessageContaining("not yet sent");
      assertThat(failure.mayHaveExecuted()).isFalse();
    }
  }
}
