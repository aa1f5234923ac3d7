package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientRetryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final MethodDescriptor<Integer> READ = GET.asIdempotent();

  private final ClientRig rig = ClientRig.connected();

  private CompletableFuture<Integer> read(@Nullable Duration timeout) {
    return new FutureCall<>(rig.runtime, rig.prepared(READ, 0, timeout)).run();
  }

  /** Returns a call that was sent, and whose connection is lost. */
  private CompletableFuture<Integer> cutOff(@Nullable Duration timeout) {
    CompletableFuture<Integer> call = read(timeout);
    long unused = rig.sent(call);
    rig.disconnect("reset");
    rig.settle();
    assertThat(call).isNotDone();
    return call;
  }

  @Test
  void requestThatMayBeRetriedKeepsItsArray() {
    var unused = read(null);
    rig.turn();
    assertThat(rig.peer.handedOver()).isZero();

    var unusedToo = rig.get();
    rig.turn();
    assertThat(rig.peer.handedOver()).isEqualTo(1);
  }

  @Test
  void idempotentCallIsRetriedOnTheNextConnectionAndOthersFail() {
    CompletableFuture<Integer> idempotent = read(null);
    CompletableFuture<Integer> other = rig.get();
    rig.turn();
    rig.peer.take();
    rig.disconnect("reset");
    rig.settle();
    assertFailed(other, RpcUnavailableException.class, true, "in flight", "reset");
    assertThat(idempotent).isNotDone();

    rig.connect();
    Frame.Request again = rig.peer.next(Frame.Request.class);
    rig.receive(result(again.id(), 7));
    rig.runCallbacks();

    assertThat(idempotent).isCompletedWithValue(7);
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void retriedCallsGoBeforeQueuedOnes() {
    CompletableFuture<Integer> first = read(Duration.ofSeconds(10));
    CompletableFuture<Integer> second = read(Duration.ofSeconds(20));
    rig.turn();
    rig.peer.take();
    rig.peer.setWritable(false);
    CompletableFuture<Integer> third = rig.get(Duration.ofSeconds(30));
    rig.turn();
    rig.disconnect("reset");
    rig.connect();
    assertThat(rig.peer.take())
        .extracting(frame -> ((Frame.Request) frame).remainingMillis())
        .containsExactly(10_000L, 20_000L, 30_000L);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(third).isNotDone();
  }

  @Test
  void remainingTimeGoesOn() {
    CompletableFuture<Integer> call = read(SECOND);
    assertThat(rig.sent(call)).isPositive();
    rig.elapse(Duration.ofMillis(300));
    rig.disconnect("reset");
    rig.elapse(Duration.ofMillis(300));
    rig.connect();
    assertThat(rig.peer.next(Frame.Request.class).remainingMillis()).isEqualTo(400);
  }

  @Test
  void deadlineThatPassesWhileItWaitsDoesNotDenyThatItRan() {
    CompletableFuture<Integer> call = cutOff(SECOND);
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(
        call,
        RpcTimeoutException.class,
        true,
        "deadline of 1s",
        "(sent, lost with its connection, and not retried: no connection: reset)");
    rig.connect();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callWithoutADeadlineWaitsForTheConnectTimeoutFromTheLoss() {
    CompletableFuture<Integer> call = read(null);
    assertThat(rig.sent(call)).isPositive();
    rig.elapse(Duration.ofHours(1));
    rig.turn();
    rig.disconnect("reset");
    rig.elapse(ClientRig.CONNECT_TIMEOUT.minusNanos(1));
    rig.settle();
    assertThat(call).isNotDone();
    rig.elapse(Duration.ofNanos(1));
    rig.settle();
    assertFailed(call, RpcUnavailableException.class, true, "10s", "lost with its connection");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatKillsItsServersFailsAfterItsAttempts() {
    CompletableFuture<Integer> call = read(null);
    rig.turn();
    for (int i = 1; i <= 4; i++) {
      rig.peer.next(Frame.Request.class);
      assertThat(call).isNotDone();
      rig.disconnect("died");
      rig.settle();
      rig.connect();
    }
    assertFailed(call, RpcUnavailableException.class, true, "died", "sent 4 times");
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void refusalOfTheSecondServerDoesNotDenyThatTheFirstRanIt() {
    CompletableFuture<Integer> call = cutOff(null);
    rig.connect();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.receive(FrameWriter.error(id, "CANCELLED", "was not started", false));
    rig.runCallbacks();
    assertFailed(call, RpcCancelledException.class, true, "was not started");
  }

  @Test
  void serverWithASmallerLimitRefusesItWithoutDenyingThatItRan() {
    CompletableFuture<Integer> call = cutOff(null);
    rig.open();
    rig.receive(FrameWriter.hello("server", 10, Map.of()));
    rig.settle();
    assertFailed(call, RpcProtocolException.class, true, "at most 10");
  }

  @Test
  void callThatIsCancelledWhileItWaitsIsNotRetried() {
    CompletableFuture<Integer> call = cutOff(null);
    assertThat(call.cancel(true)).isTrue();
    rig.settle();
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatIsAbandonedBeforeTheLossIsNotRetried() {
    CompletableFuture<Integer> call = read(null);
    assertThat(rig.sent(call)).isPositive();
    assertThat(call.cancel(true)).isTrue();
    rig.disconnect("reset");
    rig.settle();
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void closeWhileItWaitsDoesNotDenyThatItRan() {
    CompletableFuture<Integer> call = cutOff(null);
    rig.core.close("the client was closed");
    rig.settle();
    assertFailed(call, RpcCancelledException.class, true, "the client was closed");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamsAndOneWayCallsAreNeverRetried() {
    MethodDescriptor<Integer> stream = ClientRig.COUNT.asIdempotent();
    var items = rig.stream(stream);
    new OneWayCall(rig.runtime, rig.prepared(READ, Frame.ONE_WAY, null)).run();
    rig.turn();
    assertThat(rig.peer.take()).hasSize(3);
    rig.disconnect("reset");
    rig.settle();
    rig.connect();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
    items.close();
  }
}
