package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts processes and clients for its scenarios, and ends all of them afterwards. Confined to the
 * test's thread.
 */
@ExtendWith(Processes.ToldOnFailure.class)
@EnabledOnOs({OS.LINUX, OS.MAC}) // where kill(1) sends signals
@Timeout(180)
@SuppressWarnings("NullAway.Init") // JUnit injects and sets up
abstract class Processes {

  /** A deadline that is never reached, unless something is broken. */
  static final Duration LONG = Duration.ofSeconds(60);

  /** Well below {@link #LONG}: events that are promised immediately happen within this time. */
  static final Duration AT_ONCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  /** The journal of all servers of the scenario. */
  Journal journal;

  private final List<ChildProcess> children = new ArrayList<>();
  private final Deque<Runnable> toClose = new ArrayDeque<>();

  /** Shows the processes' output if the scenario fails. */
  static final class ToldOnFailure implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext context) {
      if (context.getExecutionException().isPresent()
          && context.getRequiredTestInstance() instanceof Processes scenario) {
        scenario.children.forEach(System.err::println);
      }
    }
  }

  @BeforeEach
  final void openJournal() throws IOException {
    journal = Journal.at(directory.resolve("journal"));
  }

  @AfterEach
  final void endAll() {
    children.forEach(ChildProcess::kill);
    while (!toClose.isEmpty()) {
      toClose.pop().run();
    }
  }

  /** Starts a server in a separate process, and waits until it serves. */
  final ChildProcess launchServer(String endpoint) throws IOException {
    ChildProcess server = startServer(endpoint);
    server.await(ServerProcess.SERVING);
    return server;
  }

  /** Starts a server in a separate process, and does not wait until it serves. */
  final ChildProcess startServer(String endpoint) throws IOException {
    return keep(ChildProcess.start(ServerProcess.class, endpoint, journal.file().toString()));
  }

  /** Starts a server that binds when it gets the command. */
  final ChildProcess armServer(String endpoint) throws IOException {
    ChildProcess server =
        keep(
            ChildProcess.start(
                ServerProcess.class, endpoint, journal.file().toString(), ServerProcess.ARMED));
    server.await(ServerProcess.ARMED);
    return server;
  }

  /** Starts a server with a limit on open files, and waits until it serves. */
  final ChildProcess launchServerWithFiles(int files, String endpoint) throws IOException {
    String file = journal.file().toString();
    ChildProcess server =
        keep(ChildProcess.startWithFiles(files, ServerProcess.class, endpoint, file));
    server.await(ServerProcess.SERVING);
    return server;
  }

  static String endpointOf(ChildProcess server) {
    return server.await(ServerProcess.SERVING);
  }

  /** Shuts a server down; afterwards none of its calls is run. */
  final void shutDown(ChildProcess server) {
    connect(RpcClient.builder().endpoint(endpointOf(server))).shutdownServer();
    assertThat(server.awaitExit()).isZero();
  }

  /** Starts a client in a separate process. */
  final ChildProcess startClient(String endpoint) throws IOException {
    return keep(ChildProcess.start(ClientProcess.class, endpoint));
  }

  /** Starts one of the scripts in Python. */
  final ChildProcess startScript(String script, String... arguments) throws IOException {
    return keep(ChildProcess.startScript(script, arguments));
  }

  /** Starts a class's {@code main}, which serves at an endpoint and says so, and waits for that. */
  final ChildProcess launch(Class<?> main, String endpoint) throws IOException {
    ChildProcess server = keep(ChildProcess.start(main, endpoint));
    server.await(ServerProcess.SERVING);
    return server;
  }

  private ChildProcess keep(ChildProcess child) {
    children.add(child);
    return child;
  }

  /** Connects from the test's own process. */
  final RpcClient connect(RpcClient.Builder builder) {
    RpcClient client = builder.build();
    toClose.push(client::close);
    return client;
  }

  final WorkshopStub visit(String endpoint) {
    return new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));
  }

  /** Registers a resource that is closed at the end of the scenario. */
  final void tidy(Runnable close) {
    toClose.push(close);
  }

  /** Makes a blocking call on a separate thread. */
  static <T> CompletableFuture<T> onAThread(Supplier<T> call) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                outcome.complete(call.get());
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    caller.setDaemon(true);
    caller.start();
    return outcome;
  }

  /** Checks that the call was in flight when its connection was lost. */
  static void assertLost(CompletableFuture<?> call) {
    assertThat(call)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(RpcUnavailableException.class, Processes::assertLost);
  }

  static void assertLost(RpcException failure) {
    assertThat(failure.status()).isEqualTo(RpcStatus.UNAVAILABLE);
    assertThat(failure.mayHaveExecuted()).isTrue();
  }
}
