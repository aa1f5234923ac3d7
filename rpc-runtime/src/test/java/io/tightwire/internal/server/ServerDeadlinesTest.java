package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.returning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcContext;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServerDeadlinesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> echo = ServerRig.echo(ran);

  @Test
  void callThatExpiresInTheQueueGetsAnErrorAndIsNotRun() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1, SECOND);
    rig.elapse(SECOND);
    rig.turn();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(failure.message()).contains("Test.echo", "1s", "queued");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void handlerThreadThatFindsItsCallExpiredDoesNotRunIt() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.now -= Duration.ofHours(2).toNanos(); // the real clock is past it
    rig.call(5, "echo", 1, SECOND);
    int unused = rig.work();
    rig.settle();
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatArrivesWithoutTimeLeftIsRefused() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1, Duration.ZERO);
    assertThat(rig.nextFailure(5).status()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(rig.tasks).isEmpty();
  }

  @Test
  void cancelledCallInTheQueueIsNotRunAndGetsNoResponse() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.receive(FrameWriter.cancel(5, "no"));
    rig.receive(FrameWriter.cancel(5, "no"));
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callsOfAClientThatDisappearedAreNotRun() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("gone"), rig.now);
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void deadlineInterruptsTheHandlerAndTheNextTaskDoesNotSeeIt() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch running = new CountDownLatch(1);
      CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
      ServerRig.Setup setup = new ServerRig.Setup();
      setup.common = 1;
      setup.executor = thread;
      ServerRig rig =
          new ServerRig(
                  setup,
                  returning(
                      "wait",
                      value -> {
                        RpcContext context = RpcContext.current();
                        running.countDown();
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                          cancelled.complete(context.isCancelled());
                          Thread.currentThread().interrupt();
                        }
                        return 1;
                      }),
                  returning("interrupted", value -> Thread.currentThread().isInterrupted() ? 1 : 0))
              .connect();
      rig.call(5, "wait", 1, SECOND);
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      rig.call(6, "interrupted", 1);
      rig.elapse(SECOND);
      rig.turn();
      Frame.Failure failure = rig.nextFailure(5);
      assertThat(failure.message()).contains("running");
      assertThat(failure.mayHaveExecuted()).isTrue();
      assertThat(cancelled.get(30, TimeUnit.SECONDS)).isTrue();
      await().atMost(Duration.ofSeconds(30)).until(() -> rig.commands.size() == 2);
      rig.turn();
      assertThat(rig.nextResult(6)).isZero();
      assertThat(rig.peer.take()).isEmpty();
      assertThat(rig.core.isIdle()).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void handlerSeesItsContextAndNoOtherThreadDoes() {
    AtomicBoolean seen = new AtomicBoolean();
    ServerRig rig =
        new ServerRig(
                returning(
                    "look",
                    value -> {
                      RpcContext context = RpcContext.current();
                      seen.set(
                          context.timeRemaining().isPresent()
                              && !context.isCancelled()
                              && context.peer().contains("5555")
                              && context.metadata().isEmpty());
                      return 1;
                    }))
            .connect();
    rig.call(5, "look", 1, SECOND);
    rig.settle();
    assertThat(seen).isTrue();
    assertThat(CurrentCall.get()).isNull();
  }

  /** This happens to a server that was frozen: the cancellation follows the request. */
  @Test
  void callThatIsCancelledInThePassItCameInIsNeverStarted() {
    ServerRig rig = new ServerRig(ServerRig.echo(ran)).connect();
    byte[] request = ServerRig.request(5, "echo", 0, null, out -> out.writeInt(1));
    rig.core.onMessage(rig.peer, request, rig.now);
    rig.core.onMessage(rig.peer, FrameWriter.cancel(5, "deadline exceeded"), rig.now);
    rig.turn();
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callWhoseClientIsLostInThePassItCameInIsNeverStarted() {
    ServerRig rig = new ServerRig(ServerRig.echo(ran)).connect();
    byte[] request = ServerRig.request(5, "echo", 0, null, out -> out.writeInt(1));
    rig.core.onMessage(rig.peer, request, rig.now);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("gone"), rig.now);
    rig.turn();
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }
}
