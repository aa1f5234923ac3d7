package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous calls and streams inherit the cancellation of the call whose handler makes them. */
class NestedCallTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ClientRig rig = ClientRig.connected();
  private final FakeContext outer = new FakeContext();

  @BeforeEach
  void nest() {
    rig.parent = outer;
  }

  private static RpcCancelledException failureOf(CompletableFuture<Integer> future) {
    assertThat(future.isCompletedExceptionally()).isTrue();
    Throwable cause = catchThrowableOfType(CompletionException.class, future::join).getCause();
    assertThat(cause).isInstanceOf(RpcCancelledException.class);
    return (RpcCancelledException) Objects.requireNonNull(cause);
  }

  @Test
  void callInFlightFailsAndItsServerGetsACancel() {
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    outer.cancel();
    rig.settle();
    assertThat(failureOf(future))
        .hasMessageContaining("Test.get")
        .hasMessageContaining("the call whose handler made it was cancelled")
        .matches(RpcCancelledException::mayHaveExecuted);
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    assertThat(rig.core.isIdle()).isTrue();
    rig.receive(ClientRig.result(id, 1));
    rig.settle();
    assertThat(failureOf(future)).isNotNull();
  }

  @Test
  void callThatHasNotBeenSentNeverIs() {
    CompletableFuture<Integer> future = rig.get();
    outer.cancel(); // behind the start of the call
    ClientRig lonely = new ClientRig();
    lonely.parent = outer;
    CompletableFuture<Integer> late = lonely.get(); // its end is posted before its start
    rig.peer.setWritable(false);
    rig.settle();
    lonely.settle();
    assertThat(failureOf(future).mayHaveExecuted()).isFalse();
    assertThat(failureOf(late).mayHaveExecuted()).isFalse();
    rig.peer.setWritable(true);
    rig.settle();
    lonely.connect();
    lonely.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(lonely.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(lonely.core.isIdle()).isTrue();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    assertThat(lonely.pendingLimit.isUnused()).isTrue();
  }

  @Test
  void streamBreaksForItsReader() {
    RemoteStream<Integer> stream = rig.count(null);
    rig.turn();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.receiveItems(id, 1, 2);
    outer.cancel();
    rig.settle();
    assertThat(stream.next()).isEqualTo(1);
    assertThat(stream.next()).isEqualTo(2);
    assertThat(catchThrowableOfType(RpcStreamingException.class, stream::hasNext).status())
        .isEqualTo(RpcStatus.CANCELLED);
  }

  @Test
  void completedCallIsLeftAlone() {
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    rig.receive(ClientRig.result(id, 4));
    outer.cancel();
    rig.settle();
    assertThat(future).isCompletedWithValue(4);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void endedCallIsForgottenHoweverItEnded() {
    for (int i = 0; i < 1_000; i++) {
      CompletableFuture<Integer> future = rig.get();
      rig.receive(ClientRig.result(rig.sent(future), i));
    }
    CompletableFuture<Integer> cancelled = rig.get();
    rig.turn();
    cancelled.cancel(true);
    CompletableFuture<Integer> abandoned = rig.get();
    abandoned.cancel(true);
    CompletableFuture<Integer> unused1 = rig.get(SECOND);
    rig.count(null).close();
    rig.turn();
    rig.peer.take();
    RemoteStream<Integer> ended = rig.count(null);
    rig.turn();
    rig.receive(FrameWriter.end(rig.peer.next(Frame.Request.class).id()));
    assertThat(ended.hasNext()).isFalse();
    rig.elapse(SECOND);
    rig.settle();
    assertThat(outer.registered()).isZero();

    CompletableFuture<Integer> unused2 = rig.get();
    rig.turn();
    rig.disconnect("connection lost");
    rig.settle();
    CompletableFuture<Integer> unused3 = rig.get();
    rig.turn();
    rig.core.close("the client was closed");
    rig.settle();
    rig.closeLink();
    CompletableFuture<Integer> unused4 = rig.get();
    assertThat(outer.registered()).isZero();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void blockingCallIsNotSentThoughItsHandlerSwallowedTheInterrupt() {
    outer.cancel();
    CompletableFuture<Integer> outcome = new CompletableFuture<>();
    Thread runtime = new Thread(() -> complete(outcome, rig.blocking(null)));
    runtime.setDaemon(true);
    runtime.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              rig.turn();
              return outcome.isDone();
            });
    assertThat(failureOf(outcome))
        .hasMessageContaining("the call whose handler made it was cancelled")
        .matches(failure -> !failure.mayHaveExecuted());
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
  }

  private static void complete(CompletableFuture<Integer> outcome, BlockingCall<Integer> call) {
    try {
      outcome.complete(call.run());
    } catch (RuntimeException e) {
      outcome.completeExceptionally(new CompletionException(e));
    }
  }

  @Test
  void refusedBlockingCallIsForgotten() {
    rig.closeLink();
    assertThat(catchThrowableOfType(RpcCancelledException.class, rig.blocking(null)::run))
        .hasMessageContaining("the client is closed");
    assertThat(outer.registered()).isZero();
  }
}
