package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.request;
import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.unary;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServerDispatchTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> echo = ServerRig.echo(ran);

  // --- lanes ---

  private ServerMethod<Integer> slow() {
    return returning(
        unary("slow").onLane("slow"),
        value -> {
          ran.add(value);
          return value;
        });
  }

  @Test
  void laneOfOneRunsCallsInTheirOrderOnOneThread() {
    ServerRig rig = new ServerRig(slow()).connect();
    for (int i = 1; i <= 20; i++) {
      rig.call(i, "slow", i);
    }
    assertThat(rig.tasks).hasSize(1);
    rig.settle();
    assertThat(ran).isSorted().hasSize(20);
    assertThat(rig.peer.take()).hasSize(20);
  }

  @Test
  void fullLaneRejectsWithoutRunningAndRecovers() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 3;
    ServerRig rig = new ServerRig(setup, slow(), echo).connect();
    for (int i = 1; i <= 5; i++) { // one to run, three to wait
      rig.call(i, "slow", i);
    }
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).contains("Test.slow", "3 calls", "slow lane");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.call(9, "echo", 9);
    rig.settle();
    assertThat(ran).containsExactlyInAnyOrder(1, 2, 3, 4, 9);
    rig.peer.take();
    rig.call(10, "slow", 10);
    rig.settle();
    assertThat(rig.nextResult(10)).isEqualTo(10);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void floodOfOneLaneDoesNotDelayAnother() {
    ServerRig rig = new ServerRig(slow(), echo).connect();
    for (int i = 1; i <= 50; i++) {
      rig.call(i, "slow", i);
    }
    rig.call(99, "echo", 99);
    assertThat(rig.tasks).as("one thread for each lane").hasSize(2);
    rig.tasks.remove();
    int unused = rig.work();
    rig.turn();
    assertThat(rig.nextResult(99)).isEqualTo(99);
  }

  @Test
  void rejectedOneWayCallLeavesTheCallWithItsIdAlone() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 1;
    ServerRig rig = new ServerRig(setup, slow()).connect();
    rig.call(5, "slow", 1);
    rig.oneWay(5, "slow", 2);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void executorThatRefusesRejectsTheCallAndOccupiesNoPlace() {
    AtomicBoolean open = new AtomicBoolean();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 2;
    List<Runnable> accepted = new ArrayList<>();
    setup.executor =
        task -> {
          if (!open.get()) {
            throw new RejectedExecutionException();
          }
          accepted.add(task);
        };
    ServerRig rig = new ServerRig(setup, slow()).connect();
    for (int i = 1; i <= 10; i++) {
      rig.call(i, "slow", i);
      assertThat(rig.nextFailure(i).status()).isEqualTo("RESOURCE_EXHAUSTED");
    }
    open.set(true);
    rig.call(11, "slow", 11);
    rig.call(12, "slow", 12);
    accepted.forEach(Runnable::run);
    rig.turn();
    assertThat(ran).containsExactly(11, 12);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void responseThatCannotBeSentCostsItsClientTheConnectionAndNothingElse() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(1, "echo", 1);
    rig.peer.failNext(new InternalError("no memory"));
    rig.settle();
    assertThat(rig.peer.dropped()).contains("no memory");
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("dropped"), rig.now);

    rig.connect();
    rig.call(1, "echo", 2);
    rig.settle();
    assertThat(rig.nextResult(1)).isEqualTo(2);
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- stages, one-way ---

  @Test
  void stageHoldsNoPlaceOfItsLane() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    ServerRig rig = new ServerRig(setup, completing("later", value -> first), echo).connect();
    rig.call(5, "later", 1);
    rig.call(6, "echo", 2);
    rig.settle();
    assertThat(rig.nextResult(6)).isEqualTo(2);
    first.complete(7);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(7);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void stageThatFailsOrIsNullGetsAnError() {
    ServerRig rig =
        new ServerRig(
                completing(
                    "fail",
                    value ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              throw new IllegalStateException("no");
                            },
                            Runnable::run)))
            .connect();
    rig.call(5, "fail", 1);
    rig.settle();
    assertThat(rig.nextFailure(5).type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void stageThatCompletesAfterItsDeadlineGetsNoSecondResponse() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> stage)).connect();
    rig.call(5, "later", 1, SECOND);
    rig.settle();
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.nextFailure(5).status()).isEqualTo("DEADLINE_EXCEEDED");
    stage.complete(1);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void oneWayCallIsRunAndGetsNoResponse() {
    ServerRig rig =
        new ServerRig(
                echo,
                returning(
                    "fail",
                    value -> {
                      throw new IllegalStateException("no");
                    }))
            .connect();
    rig.oneWay(5, "echo", 1);
    rig.oneWay(6, "fail", 1);
    rig.oneWay(7, "nowhere", 1);
    rig.receive(request(8, "echo", Frame.ONE_WAY, null, out -> out.writeString("x")));
    rig.receive(request(9, "echo", Frame.ONE_WAY, SECOND, out -> out.writeInt(9)));
    rig.elapse(SECOND);
    rig.turn();
    rig.settle();
    assertThat(ran).containsExactly(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void executorThatHasNoThreadLeftRejectsTheCallAndTheLoopGoesOn() {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    ServerRig.Setup setup = new ServerRig.Setup();
    List<Runnable> threads = new ArrayList<>();
    setup.executor =
        task -> {
          if (exhausted.get()) {
            throw new InternalError("unable to create native thread");
          }
          threads.add(task);
        };
    ServerRig rig = new ServerRig(setup, echo).connect();
    rig.call(1, "echo", 1);

    Frame.Failure failure = rig.nextFailure(1);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message())
        .contains("Test.echo was not started", "unable to create native thread");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(rig.core.isIdle()).isTrue();

    exhausted.set(false);
    rig.call(2, "echo", 2);
    threads.forEach(Runnable::run);
    rig.turn();
    assertThat(rig.nextResult(2)).isEqualTo(2);
    assertThat(ran).containsExactly(2);
  }
}
