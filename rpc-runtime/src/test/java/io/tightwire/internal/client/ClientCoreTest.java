package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientCoreTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  // --- connecting ---

  @Test
  void helloIsSentFirstAndCallsOnlyAfterTheServersHello() throws InterruptedException {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get();
    rig.open();
    rig.turn();
    assertThat(rig.peer.take()).singleElement().isInstanceOf(Frame.Hello.class);
    assertThat(rig.readiness.await(0)).isFalse();

    rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of()));
    assertThat(rig.readiness.await(0)).isTrue();
    rig.turn();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    assertThat(request.remainingMillis()).isEqualTo(-1);
    rig.receive(result(request.id(), 42));
    rig.runCallbacks();
    assertThat(call).isCompletedWithValue(42);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void waitingCallsAreSentInTheOrderTheyWereMade() {
    ClientRig rig = new ClientRig();
    for (int i = 1; i <= 5; i++) {
      CompletableFuture<Integer> unused = rig.get(Duration.ofSeconds(i));
    }
    rig.turn();
    rig.connect();
    assertThat(rig.peer.take())
        .extracting(frame -> ((Frame.Request) frame).remainingMillis())
        .containsExactly(1000L, 2000L, 3000L, 4000L, 5000L);
  }

  @Test
  void callMadeWhileOthersWaitDoesNotOvertakeThem() {
    ClientRig rig = ClientRig.connected();
    rig.peer.setWritable(false);
    CompletableFuture<Integer> first = rig.get(Duration.ofSeconds(1));
    rig.turn();
    rig.peer.setWritable(true);
    CompletableFuture<Integer> second = rig.get(Duration.ofSeconds(2));
    rig.turn();
    assertThat(rig.peer.take())
        .extracting(frame -> ((Frame.Request) frame).remainingMillis())
        .containsExactly(1000L, 2000L);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  @Test
  void callThatCannotConnectFailsAfterTheConnectTimeout() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get();
    rig.turn();
    rig.elapse(ClientRig.CONNECT_TIMEOUT.minusNanos(1));
    rig.settle();
    assertThat(call).isNotDone();
    rig.elapse(Duration.ofNanos(1));
    rig.settle();
    assertFailed(call, RpcUnavailableException.class, false, "Test.get", "10s", "no connection");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void incompatibleServerFailsQueuedCallsAndIsDropped() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get();
    rig.turn();
    rig.open();
    byte[] hello = FrameWriter.hello("server", ClientRig.MAX, Map.of());
    hello[7] = 9; // the version
    rig.receive(hello);
    rig.runCallbacks();
    assertFailed(call, RpcProtocolException.class, false, "version 9", "this client 1");
    assertThat(rig.peer.dropped()).contains("version 9");
  }

  @Test
  void serverThatRefusesTheConnectionFailsQueuedCalls() throws InterruptedException {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get();
    rig.turn();
    rig.open();
    rig.receive(FrameWriter.error(0, "INTERNAL", "speak English", false));
    rig.runCallbacks();
    assertFailed(call, RpcProtocolException.class, false, "speak English");
    assertThat(rig.peer.dropped()).isNotNull();
    assertThat(rig.readiness.await(0)).isFalse();
  }

  /** Otherwise a server that sends HELLO and closes would be reconnected without a pause. */
  @Test
  void connectionIsProvenByTheFirstCallThatTheServerEnds() {
    ClientRig rig = ClientRig.connected();
    rig.receive(FrameWriter.ping());
    rig.receive(ClientRig.result(7, 1));
    assertThat(rig.peer.isProven()).isFalse();
    CompletableFuture<Integer> call = rig.get();
    rig.turn();
    rig.peer.next(Frame.Pong.class);
    rig.receive(ClientRig.result(rig.peer.next(Frame.Request.class).id(), 1));
    rig.settle();
    assertThat(call).isCompletedWithValue(1);
    assertThat(rig.peer.isProven()).isTrue();
  }

  /** The deadline's message has the last failure, however far the present attempt has come. */
  @Test
  void untilTheServersHelloFailuresNameTheLastFailedAttempt() throws Exception {
    ClientRig rig = new ClientRig();
    rig.core.onFailed(
        ClientRig.AT,
        DisconnectReason.handshake("connection lost; is that its public key?"),
        rig.now);
    rig.open();
    assertThat(rig.readiness.queuedBecause())
        .contains("is it a Tightwire server?")
        .endsWith("(before that no connection: connection lost; is that its public key?)");
    rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of()));
    rig.disconnect("connection lost");
    rig.open();
    assertThat(rig.readiness.queuedBecause())
        .endsWith("(before that no connection: connection lost)");
    rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of()));
    assertThat(rig.readiness.await(0)).isTrue();
  }

  @Test
  void serverThatReadsNothingIsDroppedThoughItSends() {
    ClientRig rig = ClientRig.connected();
    rig.peer.stall(rig.now);
    rig.elapse(ClientRig.HEARTBEAT.timeout().minusMillis(1));
    rig.receive(FrameWriter.ping());
    rig.turn();
    assertThat(rig.peer.dropped()).isNull();
    rig.elapse(ClientRig.HEARTBEAT.interval());
    rig.receive(FrameWriter.ping());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("taken nothing", "15s");
  }

  /** Its frames may wait while it is not read from, but it must still get PINGs. */
  @Test
  void serverWhoseMessageIsBeingReceivedIsNotSilent() {
    ClientRig rig = ClientRig.connected();
    rig.peer.setReceiving(true);
    for (int i = 0; i < 10; i++) {
      rig.elapse(ClientRig.HEARTBEAT.interval());
      rig.turn();
      assertThat(rig.peer.take()).singleElement().isInstanceOf(Frame.Ping.class);
      assertThat(rig.peer.dropped()).isNull();
    }
    rig.peer.setReceiving(false);
    rig.elapse(ClientRig.HEARTBEAT.interval());
    rig.turn();
    rig.elapse(ClientRig.HEARTBEAT.timeout());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("no sign of life");
  }

  @Test
  void silentServerIsPingedAndThenDropped() throws InterruptedException {
    ClientRig rig = ClientRig.connected();
    rig.elapse(ClientRig.HEARTBEAT.interval());
    rig.turn();
    assertThat(rig.peer.take()).singleElement().isInstanceOf(Frame.Ping.class);
    rig.elapse(ClientRig.HEARTBEAT.timeout());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("no sign of life for 15s");
    assertThat(rig.readiness.await(0)).isFalse();
  }

  @Test
  void pingGetsAPong() {
    ClientRig rig = ClientRig.connected();
    rig.receive(FrameWriter.ping());
    Slice payload = rig.peer.next(Frame.Pong.class).payload();
    assertThat(payload.reader().tryReadNil()).isTrue();
  }

  // --- lost connections ---

  @Test
  void lostConnectionFailsCallsInFlightAndKeepsQueuedOnes() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> inFlight = rig.get();
    long unused = rig.sent(inFlight);
    rig.peer.setWritable(false);
    CompletableFuture<Integer> waiting = rig.get();
    rig.turn();
    rig.disconnect("connection reset");
    rig.runCallbacks();
    assertFailed(inFlight, RpcUnavailableException.class, true, "connection reset");
    assertThat(waiting).isNotDone();
    rig.connect();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    rig.receive(result(request.id(), 2));
    rig.runCallbacks();
    assertThat(waiting).isCompletedWithValue(2);
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- going away ---

  @Test
  void serverThatGoesAwayIsLeftWhenItsCallsAreOver() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> open = rig.get();
    CompletableFuture<Integer> cancelled = rig.get();
    rig.turn();
    long first = rig.peer.next(Frame.Request.class).id();
    rig.peer.next(Frame.Request.class);
    rig.receive(FrameWriter.goAway("shutting down"));
    CompletableFuture<Integer> later = rig.get();
    rig.settle();
    assertThat(rig.peer.take()).as("new calls wait").isEmpty();
    rig.receive(result(first, 1));
    assertThat(rig.peer.dropped()).isNull();
    assertThat(cancelled.cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.dropped()).contains("going away").contains("shutting down");
    assertThat(open).isCompletedWithValue(1);
    rig.disconnect("going away");
    rig.connect();
    rig.receive(result(rig.peer.next(Frame.Request.class).id(), 3));
    rig.runCallbacks();
    assertThat(later).isCompletedWithValue(3);
  }

  @Test
  void idleServerThatGoesAwayIsLeftImmediately() throws InterruptedException {
    ClientRig rig = ClientRig.connected();
    rig.receive(FrameWriter.goAway("bye"));
    assertThat(rig.peer.dropped()).contains("bye");
    assertThat(rig.readiness.await(0)).isFalse();
  }

  @Test
  void helloDoesNotBringBackAServerThatGoesAway() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> open = rig.get();
    rig.sent(open);
    rig.receive(FrameWriter.goAway("bye"), FrameWriter.hello("server", ClientRig.MAX, Map.of()));
    CompletableFuture<Integer> later = rig.get();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(later).isNotDone();
  }

  // --- closing ---

  @Test
  void closeCancelsCallsInFlight() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> open = rig.get(SECOND);
    long id = rig.sent(open);
    rig.peer.setWritable(false);
    CompletableFuture<Integer> waiting = rig.get(SECOND);
    rig.turn();
    rig.core.close("the client was closed");
    rig.runCallbacks();
    assertFailed(open, RpcCancelledException.class, true, "Test.get", "the client was closed");
    assertFailed(waiting, RpcCancelledException.class, false, "the client was closed");
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "the client was closed"));
    CompletableFuture<Integer> late = rig.get();
    rig.settle();
    assertFailed(late, RpcCancelledException.class, false, "the client was closed");
    rig.closeLink();
    CompletableFuture<Integer> tooLate = rig.get();
    rig.settle();
    assertFailed(tooLate, RpcCancelledException.class, false, "the client is closed");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void brokenLoopFailsAllCallsWithItsCause() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> open = rig.get();
    rig.sent(open);
    rig.core.onClosed(new IllegalStateException("JeroMQ died"));
    rig.runCallbacks();
    assertFailed(open, RpcCancelledException.class, true, "JeroMQ died");
    CompletableFuture<Integer> late = rig.get();
    rig.settle();
    assertFailed(late, RpcCancelledException.class, false, "JeroMQ died");
    assertThat(late.handle((value, thrown) -> thrown.getCause()).join())
        .isInstanceOf(IllegalStateException.class);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatCannotBeSentFailsAndNoOther() {
    ClientRig rig = ClientRig.connected();
    rig.peer.failNext(new InternalError("no memory"));
    CompletableFuture<Integer> first = rig.get();
    CompletableFuture<Integer> second = rig.get();
    rig.settle();
    assertFailed(first, RpcUnavailableException.class, true, "no memory");
    Frame.Request request = null;
    for (Frame frame : rig.peer.take()) {
      request = frame instanceof Frame.Request one ? one : request;
    }
    rig.receive(result(Objects.requireNonNull(request).id(), 2));
    rig.settle();
    assertThat(second).isCompletedWithValue(2);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void shutdownIsACallOfItsOwnKind() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> result =
        new FutureCall<>(
                rig.runtime,
                new PreparedCall<>(GET, EncodedRequest.shutdown(), SECOND, rig.deadline(SECOND)))
            .run();
    rig.turn();
    rig.receive(result(rig.peer.next(Frame.Shutdown.class).id(), 0));
    rig.runCallbacks();
    assertThat(result).isCompleted();
  }
}
