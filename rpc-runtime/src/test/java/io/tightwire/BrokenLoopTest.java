package io.tightwire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a loop dies, no thread waits for it in vain, and a supervisor is notified. */
@Timeout(120)
class BrokenLoopTest {

  private static final MethodDescriptor<Integer> WAIT =
      MethodDescriptor.unary("a.Test", "wait", 0, Codecs.INT);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir @Nullable Path directory;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("io.tightwire.link");
  private final Handler capture =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(capture);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(capture);
  }

  /** Its only method waits until its call has ended. */
  private RpcServer serve(String endpoint) {
    RpcServer server =
        RpcServer.of(
            new FakeService("a.Test", ServerMethod.<Integer>returning(WAIT, in -> this::await)));
    server.bind(endpoint);
    server.start();
    return server;
  }

  private Integer await() throws InterruptedException {
    entered.countDown();
    try {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  private static RpcRequest<Integer> request() {
    return RpcRequest.of(WAIT, out -> {});
  }

  private static void breakLoop() {
    throw new InternalError("on purpose");
  }

  private void assertReported(String name) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(logged)
                    .anySatisfy(
                        record -> {
                          assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
                          assertThat(record.getMessage())
                              .contains(name, "failed and has ended", "on purpose");
                          assertThat(record.getThrown()).isInstanceOf(InternalError.class);
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "ipc://{}/socket", "inproc://*"})
  void serverWhoseLoopDiesEndsAndReportsIt(String where) throws Exception {
    RpcServer server = serve(where.replace("{}", String.valueOf(directory)));
    String endpoint = server.endpoint();
    try (RpcClient client = RpcClient.connect(endpoint)) {
      CompletableFuture<Integer> call = client.callAsync(request());
      assertThat(entered.await(30, SECONDS)).isTrue();
      server.link().post((core, now) -> breakLoop());

      assertThatThrownBy(server::awaitTermination)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ended by a failure of its own")
          .hasRootCauseInstanceOf(InternalError.class);
      assertThat(server.state()).isEqualTo(ServerState.FAILED);
      assertThatThrownBy(() -> server.awaitTermination(LONG))
          .isInstanceOf(IllegalStateException.class);
      assertThat(call)
          .failsWithin(LONG)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOf(RpcUnavailableException.class);
      assertThat(interrupted.await(30, SECONDS)).as("handlers are interrupted").isTrue();
      assertReported("tightwire-server");
      assertThatThrownBy(() -> server.bind(endpoint))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("on purpose");
      server.shutdown();
      server.shutdownNow();
      server.close();

      RpcServer successor = serve(endpoint); // the other one has left nothing
      assertThat(client.awaitConnected(LONG)).isTrue();
      successor.shutdownNow();
      successor.awaitTermination();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "ipc://*", "inproc://*"})
  void clientWhoseLoopDiesFailsItsCallsWithTheCause(String where) throws Exception {
    RpcServer server = serve(where);
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      CompletableFuture<Integer> call = client.callAsync(request());
      assertThat(entered.await(30, SECONDS)).isTrue();
      client.link().post((core, now) -> breakLoop());

      assertThat(call)
          .failsWithin(LONG)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              RpcUnavailableException.class,
              failure -> assertThat(failure.mayHaveExecuted()).isTrue())
          .withMessageContaining("on purpose");
      RpcCancelledException later =
          catchThrowableOfType(RpcCancelledException.class, () -> client.call(request()));
      assertThat(later)
          .hasMessageContaining("on purpose")
          .hasRootCauseInstanceOf(InternalError.class);
      assertThat(later.mayHaveExecuted()).isFalse();
      assertThat(interrupted.await(30, SECONDS)).as("the server gets a CANCEL").isTrue();
      assertReported("tightwire-client");
    }
    server.shutdownNow();
    server.awaitTermination();
  }

  @Test
  void serverThatIsShutDownHasNotFailed() throws Exception {
    RpcServer server = serve("inproc://*");
    assertThat(server.state()).isEqualTo(ServerState.SERVING);
    server.shutdown();
    server.awaitTermination();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    assertThat(server.awaitTermination(LONG)).isTrue();
    assertThat(logged).isEmpty();
  }
}
