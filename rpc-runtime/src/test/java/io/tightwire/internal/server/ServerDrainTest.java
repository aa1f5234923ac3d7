package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServerDrainTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> echo = ServerRig.echo(ran);

  @Test
  void localClientsMayShutDownUnlessConfiguredOtherwise() {
    ServerRig local = new ServerRig(echo).connect(ServerRig.LOCAL);
    local.receive(FrameWriter.shutdown(5));
    assertThat(local.peer.next(Frame.Result.class).id()).isEqualTo(5);
    assertThat(local.shutdownRequests).isEqualTo(1);

    ServerRig remote = new ServerRig(echo).connect();
    remote.receive(FrameWriter.shutdown(5));
    Frame.Failure failure = remote.nextFailure(5);
    assertThat(failure.status()).isEqualTo("PERMISSION_DENIED");
    assertThat(failure.message()).contains("allowRemoteShutdown(true)");
    assertThat(remote.shutdownRequests).isZero();

    ServerRig.Setup never = new ServerRig.Setup();
    never.remoteShutdown = Optional.of(false);
    ServerRig closed = new ServerRig(never, echo).connect(ServerRig.LOCAL);
    closed.receive(FrameWriter.shutdown(5));
    assertThat(closed.nextFailure(5).status()).isEqualTo("PERMISSION_DENIED");

    ServerRig.Setup always = new ServerRig.Setup();
    always.remoteShutdown = Optional.of(true);
    ServerRig open = new ServerRig(always, echo).connect();
    open.receive(FrameWriter.shutdown(5));
    assertThat(open.shutdownRequests).isEqualTo(1);
  }

  @Test
  void drainLetsStartedCallsFinishAndRejectsTheOthers() {
    CompletableFuture<Integer> started = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> started), echo).connect();
    rig.call(5, "later", 1);
    rig.settle();
    rig.call(6, "echo", 2);
    rig.core.drain(rig.now, SECOND);
    rig.peer.next(Frame.GoAway.class);
    Frame.Failure queued = rig.nextFailure(6);
    assertThat(queued.status()).isEqualTo("CANCELLED");
    assertThat(queued.mayHaveExecuted()).isFalse();
    rig.call(7, "echo", 3);
    assertThat(rig.nextFailure(7).status()).isEqualTo("CANCELLED");
    rig.settle();
    assertThat(rig.drained).isZero();
    started.complete(9);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(9);
    assertThat(ran).isEmpty();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("left"), rig.now);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
    rig.elapse(SECOND);
    rig.turn();
    rig.core.onClosed(null);
    assertThat(rig.drained).as("once").isEqualTo(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  /** The calls start on another thread, one after the other, while the drain looks at each. */
  @Test
  void callThatStartsAsTheDrainBeginsFinishes() throws InterruptedException {
    for (int round = 0; round < 100; round++) {
      ServerRig.Setup setup = new ServerRig.Setup();
      setup.common = 100;
      ServerRig rig = new ServerRig(setup, ServerRig.returning("echo", value -> value)).connect();
      for (int id = 1; id <= 100; id++) {
        rig.call(id, "echo", id);
      }
      CountDownLatch running = new CountDownLatch(1);
      Thread handlers =
          new Thread(
              () -> {
                running.countDown();
                for (Runnable task = rig.tasks.poll(); task != null; task = rig.tasks.poll()) {
                  task.run();
                }
              });
      handlers.start();
      running.await();
      rig.core.drain(rig.now, SECOND);
      handlers.join();
      rig.turn();
      assertThat(rig.peer.take())
          .filteredOn(frame -> frame instanceof Frame.Failure failure && failure.mayHaveExecuted())
          .isEmpty();
    }
  }

  @Test
  void drainTimeoutCancelsRemainingCalls() {
    CompletableFuture<Integer> never = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> never)).connect();
    rig.call(5, "later", 1);
    rig.oneWay(6, "later", 1);
    rig.settle();
    rig.core.drain(rig.now, SECOND);
    rig.core.drain(rig.now, Duration.ofHours(1)); // does not prolong it
    rig.peer.take();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
    rig.elapse(SECOND);
    rig.turn();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("CANCELLED");
    assertThat(failure.mayHaveExecuted()).isTrue();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("left"), rig.now);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
    never.complete(1);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void idleServerIsDrainedImmediatelyAndTellsLateClients() {
    ServerRig rig = new ServerRig(echo);
    rig.core.drain(rig.now, SECOND);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
    rig.connect();
    rig.peer.next(Frame.GoAway.class);
  }

  @Test
  void callThatCrossesTheGoAwayGetsAResponseWhileTheClientIsConnected() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.core.drain(rig.now, SECOND);
    rig.turn();
    rig.peer.next(Frame.GoAway.class);
    rig.call(5, "echo", 1);
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
    assertThat(rig.drained).isZero();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("left"), rig.now);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
  }

  @Test
  void clientThatDoesNotLeaveIsNotWaitedForLonger() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.core.drain(rig.now, Duration.ofHours(1));
    rig.turn();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
  }

  /** A slow client can have sent more requests than a moment suffices for. */
  @Test
  void clientThatStillSendsRequestsIsWaitedForUntilTheDrainTimeout() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.core.drain(rig.now, SECOND.multipliedBy(3));
    rig.turn();
    rig.peer.next(Frame.GoAway.class);
    long end = rig.now + SECOND.multipliedBy(3).toNanos();
    for (int id = 5; rig.now < end; id++) {
      rig.call(id, "echo", 1);
      assertThat(rig.nextFailure(id).mayHaveExecuted()).isFalse();
      assertThat(rig.drained).isZero();
      rig.elapse(SECOND.dividedBy(2));
      rig.turn();
    }
    assertThat(rig.drained).isEqualTo(1);
  }

  @Test
  void clientWhoseRequestIsBeingReceivedIsWaitedFor() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.core.drain(rig.now, Duration.ofHours(1));
    rig.turn();
    rig.peer.setReceiving(true);
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.drained).isZero();
    rig.peer.setReceiving(false);
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
  }

  @Test
  void closedLoopCancelsEverything() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.oneWay(6, "echo", 2);
    rig.core.onClosed(null);
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.drained).isEqualTo(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void drainWaitsForHandlersLongerThanForClients() {
    CompletableFuture<Integer> started = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> started)).connect();
    rig.call(5, "later", 1);
    rig.settle();
    rig.core.drain(rig.now, Duration.ofHours(1));
    rig.turn();
    rig.elapse(SECOND.multipliedBy(2));
    rig.turn();
    assertThat(rig.drained).isZero();
    started.complete(9);
    rig.settle();
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.drained).isEqualTo(1);
  }
}
