package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcContext;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link RpcContext#onCancel}: runs once, never on the loop, and is forgotten when removed. */
class CancelHookTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> done = new ArrayList<>();
  private final CompletableFuture<Integer> stage = new CompletableFuture<>();
  private final AtomicReference<@Nullable CallContext> context = new AtomicReference<>();

  private final ServerRig rig =
      new ServerRig(
              completing(
                  "later",
                  value -> {
                    CallContext current = (CallContext) RpcContext.current();
                    context.set(current);
                    RpcContext.Registration unused = current.onCancel(() -> done.add("hook"));
                    return stage;
                  }))
          .connect();

  private CallContext context() {
    return Objects.requireNonNull(context.get());
  }

  private void start() {
    rig.call(5, "later", 1, SECOND);
    rig.settle();
  }

  private void assertDoneOnceAndNotByTheLoop() {
    assertThat(done).isEmpty();
    rig.settle();
    assertThat(done).containsExactly("hook");
    rig.core.onClosed(null);
    rig.settle();
    assertThat(done).containsExactly("hook");
  }

  @Test
  void isDoneWhenTheCallerCancels() {
    start();
    rig.receive(FrameWriter.cancel(5, "never mind"));
    rig.turn();
    assertDoneOnceAndNotByTheLoop();
  }

  @Test
  void isDoneWhenTheDeadlinePasses() {
    start();
    rig.elapse(SECOND);
    rig.turn();
    assertDoneOnceAndNotByTheLoop();
  }

  @Test
  void isDoneWhenTheClientDisappears() {
    start();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("connection lost"), rig.now);
    rig.turn();
    assertDoneOnceAndNotByTheLoop();
  }

  @Test
  void isDoneWhenTheServerShutsDown() {
    start();
    rig.core.drain(rig.now, Duration.ofMillis(1));
    rig.elapse(Duration.ofMillis(1));
    rig.turn();
    assertDoneOnceAndNotByTheLoop();
  }

  @Test
  void runsImmediatelyIfTheCallWasCancelledBefore() {
    start();
    rig.receive(FrameWriter.cancel(5, "never mind"));
    rig.settle();
    done.clear();
    context().onCancel(() -> done.add("late")).remove();
    assertThat(done).containsExactly("late");
  }

  @Test
  void isNotDoneWhenTheCallJustEnds() {
    start();
    stage.complete(4);
    rig.settle();
    rig.elapse(SECOND);
    rig.settle();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("connection lost"), rig.now);
    rig.settle();
    assertThat(done).isEmpty();
  }

  @Test
  void takenBackIsNotDoneAndNotKept() {
    start();
    for (int i = 0; i < 100_000; i++) {
      context().onCancel(() -> done.add("taken back")).remove();
    }
    assertThat(context().hooks()).isEqualTo(1);
    rig.receive(FrameWriter.cancel(5, "never mind"));
    rig.settle();
    assertThat(done).containsExactly("hook");
    assertThat(context().hooks()).isZero();
  }

  @Test
  void oneThatThrowsDisturbsNoOther() {
    start();
    context()
        .onCancel(
            () -> {
              throw new IllegalStateException("careless");
            });
    context().onCancel(() -> done.add("next"));
    rig.receive(FrameWriter.cancel(5, "never mind"));
    rig.settle();
    assertThat(done).containsExactly("hook", "next");
  }

  @Test
  void doesNotWaitForTheLane() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    List<ServerRig> box = new ArrayList<>();
    ServerRig busy =
        new ServerRig(
            setup,
            returning(
                "block",
                value -> {
                  RpcContext.Registration unused =
                      RpcContext.current().onCancel(() -> done.add("hook"));
                  ServerRig own = box.get(0);
                  own.receive(FrameWriter.cancel(5, "never mind"));
                  assertThat(own.work()).as("run unqueued").isEqualTo(1);
                  assertThat(done).containsExactly("hook");
                  return value;
                }));
    box.add(busy);
    busy.connect();
    busy.call(5, "block", 1);
    busy.settle();
    assertThat(done).containsExactly("hook");
    assertThat(busy.peer.take()).isEmpty();
  }

  @Test
  void isDoneThoughTheExecutorWasShutDown() {
    List<Runnable> tasks = new ArrayList<>();
    boolean[] shut = {false};
    Executor executor =
        task -> {
          if (shut[0]) {
            throw new RejectedExecutionException("shut down");
          }
          tasks.add(task);
        };
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.executor = executor;
    CompletableFuture<String> hook = new CompletableFuture<>();
    ServerRig shutting =
        new ServerRig(
                setup,
                completing(
                    "later",
                    value -> {
                      RpcContext.Registration unused =
                          RpcContext.current().onCancel(() -> hook.complete("done"));
                      return stage;
                    }))
            .connect();
    shutting.call(5, "later", 1);
    List.copyOf(tasks).forEach(Runnable::run);
    shut[0] = true;
    shutting.receive(FrameWriter.cancel(5, "never mind"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(hook).isCompletedWithValue("done"));
  }

  @Test
  void queuedOneWayCallsOfAClientThatDisconnectsStillRun() {
    ServerRig server =
        new ServerRig(
                returning(
                    "slow",
                    value -> {
                      done.add("run " + value);
                      return value;
                    }))
            .connect();
    server.oneWay(5, "slow", 1);
    server.oneWay(6, "slow", 2);
    server.receive(ServerRig.request(7, "slow", Frame.ONE_WAY, SECOND, out -> out.writeInt(3)));
    server.core.onDisconnected(server.peer, DisconnectReason.lost("connection lost"), server.now);
    server.elapse(SECOND);
    server.turn(); // calls with a deadline keep it
    server.settle();
    assertThat(done).containsExactly("run 1", "run 2");
    assertThat(server.core.isIdle()).isTrue();
  }
}
