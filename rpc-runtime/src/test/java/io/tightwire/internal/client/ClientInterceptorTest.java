package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.Target;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners get each call's end once, even if two threads end it. */
class ClientInterceptorTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ClientRig rig = ClientRig.connected();
  private final List<CallEnd> ends = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    rig.interceptors = List.of(call -> ends::add);
  }

  private CallEnd end(RpcStatus status) {
    assertThat(ends).singleElement().extracting(CallEnd::status).isEqualTo(status);
    CallEnd end = ends.get(0);
    assertThat(end.failure().isEmpty()).isEqualTo(status == RpcStatus.OK);
    assertThat(end.elapsed()).isGreaterThanOrEqualTo(Duration.ZERO);
    return end;
  }

  /** Checks that nothing more is reported, also when the client closes. */
  private CallEnd settledEnd(RpcStatus status) {
    rig.settle();
    rig.elapse(Duration.ofHours(1));
    rig.settle();
    rig.disconnect("connection lost");
    rig.core.close("closed");
    rig.settle();
    return end(status);
  }

  private InterceptedCall call() {
    RpcRequest<Integer> request =
        RpcRequest.of(ClientRig.GET, out -> {}).withMetadata("a", "1").withKey("k");
    return new InterceptedCall(rig.runtime, request, OutgoingCall.Mode.ONE_WAY, SECOND, null);
  }

  // --- before a call leaves ---

  @Test
  void interceptorsSeeTheCallAndAddToItInTheirOrder() {
    InterceptedCall call = call();
    call.ask(
        List.of(
            seen -> {
              assertThat(seen.service()).isEqualTo("a.Test");
              assertThat(seen.method()).isEqualTo("get");
              assertThat(seen.mode()).isEqualTo(OutgoingCall.Mode.ONE_WAY);
              assertThat(seen.idempotent()).isFalse();
              assertThat(seen.key()).contains("k");
              assertThat(seen.target())
                  .isEqualTo(new Target(ClientRig.ENDPOINT, "127.0.0.1", 5555, Target.Kind.TCP));
              assertThat(seen.timeRemaining()).contains(SECOND);
              assertThat(seen.parent()).isEmpty();
              assertThatThrownBy(() -> seen.metadata().put("x", "y"))
                  .isInstanceOf(UnsupportedOperationException.class);
              seen.setMetadata("a", "2");
              seen.setMetadata("b", "3");
              return CallListener.NONE;
            },
            seen -> {
              assertThat(seen.metadata()).isEqualTo(Map.of("a", "2", "b", "3"));
              seen.setMetadata("b", "4");
              return CallListener.NONE;
            }));
    assertThat(call.metadata()).isEqualTo(Map.of("a", "2", "b", "4"));
    assertThatThrownBy(() -> call.setMetadata("c", "5"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("left already");
  }

  @Test
  void rejectionIsThrownUnchangedAndEarlierListenersAreCalled() {
    RpcPermissionException rejection = RpcPermissionException.unauthenticated("who are you?");
    InterceptedCall call = call();
    ClientInterceptor rejecting =
        seen -> {
          throw rejection;
        };
    ClientInterceptor unasked =
        seen -> {
          throw new AssertionError("asked");
        };
    assertThat(
            catchThrowable(() -> call.ask(List.of(seen -> ends::add, rejecting, unasked, unasked))))
        .isSameAs(rejection);
    assertThat(end(RpcStatus.UNAUTHENTICATED).failure().orElseThrow()).isSameAs(rejection);
    assertThat(rejection.mayHaveExecuted()).isFalse();
  }

  @Test
  void otherExceptionsNameTheInterceptor() {
    IllegalStateException cause = new IllegalStateException("no key");
    InterceptedCall call = call();
    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class,
            () ->
                call.ask(
                    List.of(
                        seen -> ends::add,
                        seen -> {
                          throw cause;
                        })));
    assertThat(failure)
        .hasMessageContaining("Test.get to " + ClientRig.ENDPOINT + " was not sent")
        .hasMessageContaining(ClientInterceptorTest.class.getName())
        .hasMessageContaining("no key")
        .hasCause(cause);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(end(RpcStatus.INTERNAL).failure().orElseThrow()).isSameAs(failure);
  }

  @Test
  @SuppressWarnings("NullAway") // what users without a checker do
  void nullForAListenerIsReportedDistinctly() {
    assertThatThrownBy(() -> call().ask(List.of(seen -> null)))
        .isInstanceOf(RpcProtocolException.class)
        .hasMessageContaining("CallListener.NONE");
  }

  // --- the end ---

  @Test
  void endIsReportedInReverseOrderThoughAListenerThrows() {
    List<String> order = new CopyOnWriteArrayList<>();
    rig.interceptors =
        List.of(
            call -> end -> order.add("first"),
            call ->
                end -> {
                  throw new IllegalStateException("careless");
                },
            call -> end -> order.add("last"));
    CompletableFuture<Integer> future = rig.get();
    rig.receive(ClientRig.result(rig.sent(future), 4));
    rig.settle();
    assertThat(order).containsExactly("last", "first");
    assertThat(future).isCompletedWithValue(4);
  }

  @Test
  void resultIsReportedBeforeTheFutureIsCompleted() {
    CompletableFuture<Integer> future = rig.get();
    AtomicReference<@Nullable List<CallEnd>> told = new AtomicReference<>();
    var unused = future.thenRun(() -> told.set(List.copyOf(ends)));
    rig.receive(ClientRig.result(rig.sent(future), 4));
    assertThat(ends).as("never on the loop").isEmpty();
    rig.runCallbacks();
    assertThat(told.get()).hasSize(1);
    settledEnd(RpcStatus.OK);
  }

  @Test
  void undecodableResultIsAFailure() {
    CompletableFuture<Integer> future = rig.get();
    rig.receive(FrameWriter.result(rig.sent(future), Codecs.STRING, "x", 1000).toByteArray());
    assertThat(settledEnd(RpcStatus.INTERNAL).failure().orElseThrow())
        .isInstanceOf(RpcProtocolException.class);
  }

  @Test
  void failureOfTheServerIsReportedAsTheCallerGetsIt() {
    CompletableFuture<Integer> future = rig.get();
    rig.receive(FrameWriter.error(rig.sent(future), "UNAUTHENTICATED", "no token", false));
    assertThat(settledEnd(RpcStatus.UNAUTHENTICATED).failure().orElseThrow())
        .isInstanceOf(RpcPermissionException.class)
        .hasMessage("no token");
  }

  @Test
  void cancelledBeforeItIsSent() {
    rig.get().cancel(true);
    assertThat(settledEnd(RpcStatus.CANCELLED).failure().orElseThrow())
        .isInstanceOf(RpcCancelledException.class);
  }

  @Test
  void cancelledInFlight() {
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    future.cancel(true);
    rig.turn();
    assertThat(ends).as("never on the loop").isEmpty();
    rig.receive(ClientRig.result(id, 1));
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void cancelledWhileTheResponseIsReceived() {
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    future.cancel(true);
    rig.receive(ClientRig.result(id, 1)); // before the loop sees the cancellation
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void cancelledBetweenTheResponseAndItsCallback() {
    CompletableFuture<Integer> future = rig.get();
    rig.receive(ClientRig.result(rig.sent(future), 1));
    future.cancel(true);
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void cancelledWhileItWaitsForAConnection() {
    rig.disconnect("connection lost");
    CompletableFuture<Integer> future = rig.get();
    rig.turn();
    future.cancel(true);
    rig.connect();
    settledEnd(RpcStatus.CANCELLED);
    assertThat(rig.peer.take()).noneMatch(frame -> frame instanceof Frame.Request);
  }

  @Test
  void timedOut() {
    CompletableFuture<Integer> future = rig.get(SECOND);
    long id = rig.sent(future);
    rig.elapse(SECOND);
    rig.turn();
    rig.receive(ClientRig.result(id, 1));
    settledEnd(RpcStatus.DEADLINE_EXCEEDED);
  }

  @Test
  void connectionLost() {
    rig.sent(rig.get());
    rig.disconnect("connection lost");
    settledEnd(RpcStatus.UNAVAILABLE);
  }

  @Test
  void clientClosed() {
    CompletableFuture<Integer> unused1 = rig.get();
    rig.core.close("the client was closed");
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void madeAfterTheClientWasClosed() {
    rig.closeLink();
    CompletableFuture<Integer> unused2 = rig.get();
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void cancelledWithTheOuterCall() {
    FakeContext outer = new FakeContext();
    rig.parent = outer;
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    outer.cancel();
    future.cancel(true);
    rig.turn();
    rig.receive(ClientRig.result(id, 1));
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void oneWayCallEndsWhenItIsSent() {
    rig.oneWay(SECOND);
    assertThat(ends).isEmpty();
    rig.turn();
    assertThat(ends).as("never on the loop").isEmpty();
    settledEnd(RpcStatus.OK);
  }

  @Test
  void oneWayCallThatIsDroppedFails() {
    rig.disconnect("connection lost");
    rig.oneWay(SECOND);
    rig.turn();
    rig.elapse(SECOND);
    settledEnd(RpcStatus.DEADLINE_EXCEEDED);
  }

  @Test
  void oneWayCallThatIsRefusedFailsImmediately() {
    rig.closeLink();
    assertThatThrownBy(() -> rig.oneWay(null)).isInstanceOf(RpcCancelledException.class);
    end(RpcStatus.CANCELLED);
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void blockedCallerReportsTheEnd() throws Exception {
    AtomicReference<@Nullable Thread> teller = new AtomicReference<>();
    rig.interceptors =
        List.of(
            call ->
                end -> {
                  teller.set(Thread.currentThread());
                  ends.add(end);
                });
    FutureTask<Integer> task = new FutureTask<>(() -> rig.blocking(null).run());
    Thread thread = new Thread(task);
    thread.start();
    while (rig.commands.isEmpty()) {
      Thread.onSpinWait();
    }
    rig.turn();
    rig.receive(ClientRig.result(rig.peer.next(Frame.Request.class).id(), 7));
    assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(teller.get()).isSameAs(thread);
    settledEnd(RpcStatus.OK);
  }

  @Test
  void interruptedCallerReportsTheEnd() {
    Thread.currentThread().interrupt();
    Throwable thrown = catchThrowable(() -> rig.blocking(null).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(end(RpcStatus.CANCELLED).failure().orElseThrow()).isSameAs(thrown);
    settledEnd(RpcStatus.CANCELLED);
  }

  // --- streams ---

  private long started() {
    rig.turn();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.peer.take();
    return id;
  }

  @Test
  void pulledStreamEndsWithTheServersEndFrameThoughItIsNotRead() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = started();
    rig.receiveItems(id, 1, 3);
    rig.receive(FrameWriter.end(id));
    assertThat(ends).as("never on the loop").isEmpty();
    rig.runCallbacks();
    assertThat(end(RpcStatus.OK).itemsReceived()).isEqualTo(3);
    assertThat(stream.next()).isEqualTo(1);
    stream.close();
    settledEnd(RpcStatus.OK);
  }

  @Test
  void pulledStreamIsClosedEarly() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = started();
    rig.receiveItems(id, 1, 2);
    stream.close();
    stream.close();
    rig.turn();
    rig.receive(FrameWriter.end(id));
    assertThat(settledEnd(RpcStatus.CANCELLED).itemsReceived()).isEqualTo(2);
  }

  @Test
  void pulledStreamIsClosedBeforeItIsSent() {
    rig.count(null).close();
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void pulledStreamIsClosedWhileItsEndComesIn() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = started();
    stream.close();
    rig.receive(FrameWriter.end(id)); // before the loop sees that it was closed
    settledEnd(RpcStatus.OK);
  }

  @Test
  void streamWithAnItemThatCantBeDecodedFails() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = started();
    rig.receive(FrameWriter.item(id, Codecs.STRING, "x", 1000).toByteArray());
    assertThatThrownBy(stream::next).isInstanceOf(RpcStreamingException.class);
    assertThat(settledEnd(RpcStatus.INTERNAL).itemsReceived()).isEqualTo(1);
  }

  @Test
  void streamTimesOut() {
    rig.count(SECOND);
    started();
    rig.elapse(SECOND);
    settledEnd(RpcStatus.DEADLINE_EXCEEDED);
  }

  @Test
  void subscriptionEndsOnceWhetherCompletedOrCancelled() {
    TestSubscriber complete = new TestSubscriber();
    rig.subscribe(complete);
    rig.runCallbacks();
    complete.request(5);
    rig.runCallbacks();
    long id = started();
    rig.turn();
    rig.receiveItems(id, 1, 2);
    rig.receive(FrameWriter.end(id));
    rig.settle();
    complete.cancel();
    rig.settle();
    assertThat(end(RpcStatus.OK).itemsReceived()).isEqualTo(2);
    ends.clear();

    TestSubscriber early = new TestSubscriber();
    rig.subscribe(early);
    rig.runCallbacks();
    early.cancel();
    early.cancel();
    settledEnd(RpcStatus.CANCELLED);
  }

  @Test
  void subscriberIsCancelledBeforeItsCallIsStarted() {
    TestSubscriber early = new TestSubscriber();
    early.cancelImmediately = true;
    // The subscriber may have its subscription, and cancel it, before the call is posted.
    SubscriberCall<Integer> call =
        new SubscriberCall<>(
            rig.runtime, rig.prepared(ClientRig.COUNT, Frame.STREAMING, null), early);
    early.onSubscribe(call);
    call.run();
    settledEnd(RpcStatus.CANCELLED);
    assertThat(rig.peer.take()).noneMatch(frame -> frame instanceof Frame.Request);
  }
}
