package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.item;
import static io.tightwire.internal.client.ClientRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientCoreTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static RpcException failureOf(CompletableFuture<?> future) {
    assertThat(future).isDone();
    try {
      Object value = future.join();
      throw new AssertionError("It did not fail, but returned " + value);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RpcException failure) {
        return failure;
      }
      throw e;
    }
  }

  private static void assertFailed(
      CompletableFuture<?> future,
      Class<? extends RpcException> type,
      boolean mayHaveExecuted,
      String... texts) {
    RpcException failure = failureOf(future);
    assertThat(failure).isInstanceOf(type).hasMessageContainingAll(texts);
    assertThat(failure.mayHaveExecuted()).isEqualTo(mayHaveExecuted);
  }

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
  void incompatibleServerFailsWhatWaitsAndIsDropped() {
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
  void serverThatRefusesTheConnectionFailsWhatWaits() throws InterruptedException {
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

  @Test
  void silentServerIsAskedAndThenDropped() throws InterruptedException {
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
  void pingIsAnswered() {
    ClientRig rig = ClientRig.connected();
    rig.receive(FrameWriter.ping());
    Slice payload = rig.peer.next(Frame.Pong.class).payload();
    assertThat(payload.reader().tryReadNil()).isTrue();
  }

  // --- answers ---

  @Test
  void errorOfTheServerFailsItsCall() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(FrameWriter.error(rig.sent(call), "UNIMPLEMENTED", "not found", false));
    rig.runCallbacks();
    assertFailed(call, RpcMethodNotFoundException.class, false, "not found");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void resultThatCannotBeDecodedFailsItsCall() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(
        FrameWriter.result(rig.sent(call), Codecs.STRING, "text", ClientRig.MAX).toByteArray());
    rig.runCallbacks();
    assertFailed(call, RpcProtocolException.class, true, "Test.get", "can't be decoded");
  }

  @Test
  void duplicateAndForgedAnswersAreIgnored() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    CompletableFuture<Integer> other = rig.get();
    long id = rig.sent(call);
    rig.receive(
        result(id, 1),
        result(id, 2),
        FrameWriter.error(id, "INTERNAL", "no", true),
        result(4711, 3),
        item(4711, 3),
        FrameWriter.end(4711),
        FrameWriter.error(4711, "INTERNAL", "no", true));
    rig.runCallbacks();
    assertThat(call).isCompletedWithValue(1);
    assertThat(other).isNotDone();
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void answersFromAnEarlierConnectionAreIgnored() {
    ClientRig rig = ClientRig.connected();
    var old = rig.peer;
    rig.disconnect("gone");
    rig.connect();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    rig.core.onMessage(old, result(id, 1), rig.now);
    rig.core.onDisconnected(old, "again", rig.now);
    rig.runCallbacks();
    assertThat(call).isNotDone();
  }

  @Test
  void unaryCallThatIsAnsweredAsAStreamBreaks() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> itemised = rig.get();
    CompletableFuture<Integer> ended = rig.get();
    rig.turn();
    rig.receive(
        item(rig.peer.next(Frame.Request.class).id(), 1),
        FrameWriter.end(rig.peer.next(Frame.Request.class).id()));
    rig.runCallbacks();
    assertFailed(itemised, RpcProtocolException.class, true, "not asked for");
    assertFailed(ended, RpcProtocolException.class, true, "a stream that is none");
    assertThat(rig.peer.take()).hasSize(2).hasOnlyElementsOfType(Frame.Cancel.class);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void kindsOfLaterVersionsAreAnsweredWithAnError() {
    ClientRig rig = ClientRig.connected();
    rig.receive(HexFormat.of().parseHex("936305c0"), FrameWriter.ping());
    Frame.Failure failure = rig.peer.next(Frame.Failure.class);
    assertThat(failure.id()).isEqualTo(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.message()).contains("kind 99");
    rig.peer.next(Frame.Pong.class);
  }

  @Test
  void badFrameBreaksItsCallAndNoOther() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> broken = rig.get();
    CompletableFuture<Integer> whole = rig.get();
    rig.turn();
    long first = rig.peer.next(Frame.Request.class).id();
    long second = rig.peer.next(Frame.Request.class).id();
    byte[] bad = FrameWriter.end(first);
    bad[1] = 2; // a RESULT without a value
    rig.receive(bad, result(second, 2));
    rig.runCallbacks();
    assertFailed(broken, RpcProtocolException.class, true, "can't be decoded");
    assertThat(whole).isCompletedWithValue(2);
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void messageWhoseRestIsLostCostsTheConnection() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    byte[] frame = result(id, 1);
    frame[frame.length - 1] = (byte) 0xc1;
    rig.receive(frame, result(id, 1));
    assertThat(rig.peer.dropped()).contains("can't be decoded");
    rig.disconnect("dropped");
    rig.runCallbacks();
    assertFailed(call, RpcUnavailableException.class, true, "dropped");
  }

  // --- deadlines ---

  @Test
  void deadlineBeforeSendNeverReachesServer() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(
        call,
        RpcTimeoutException.class,
        false,
        "Test.get to " + ClientRig.ENDPOINT + " exceeded its deadline of 1s",
        "(not yet sent: no connection)");
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callWhoseDeadlinePassesAsTheServerGreetsIsNotSent() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    rig.elapse(SECOND);
    rig.connect();
    rig.runCallbacks();
    assertFailed(call, RpcTimeoutException.class, false, "not yet sent");
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void callThatComesTooLateIsNotSent() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(call, RpcTimeoutException.class, false, "not yet sent");
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void deadlineAfterSendCancelsAndTheLateAnswerIsIgnored() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    long id = rig.sent(call);
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(call, RpcTimeoutException.class, true, "Test.get", "1s", "(sent, not answered)");
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "deadline exceeded"));
    rig.receive(result(id, 42));
    rig.runCallbacks();
    assertThat(call).isCompletedExceptionally();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void timeThatIsLeftTravelsWithTheCall() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> unused = rig.get(SECOND);
    rig.turn();
    rig.elapse(Duration.ofMillis(400));
    rig.connect();
    assertThat(rig.peer.next(Frame.Request.class).remainingMillis()).isEqualTo(600);
  }

  @Test
  void nextTickIsWhenTheFirstCallIsDue() {
    ClientRig rig = new ClientRig();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(Long.MAX_VALUE);
    CompletableFuture<Integer> unused = rig.get(SECOND);
    rig.turn();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
    rig.connect();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
  }

  // --- lost connections ---

  @Test
  void lostConnectionFailsWhatIsInFlightAndKeepsWhatWaits() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> inFlight = rig.get();
    long first = rig.sent(inFlight);
    rig.peer.setWritable(false);
    CompletableFuture<Integer> waiting = rig.get();
    rig.turn();
    rig.disconnect("connection reset");
    rig.runCallbacks();
    assertFailed(inFlight, RpcUnavailableException.class, true, "connection reset");
    assertThat(waiting).isNotDone();
    rig.connect();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    assertThat(request.id()).isNotEqualTo(first);
    rig.receive(result(request.id(), 2));
    rig.runCallbacks();
    assertThat(waiting).isCompletedWithValue(2);
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- calling off ---

  @Test
  void cancelBeforeSendNeverReachesServer() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    assertThat(call.cancel(true)).isTrue();
    rig.settle();
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void cancelBeforeTheLoopSawTheCallNeverReachesServer() {
    ClientRig rig = ClientRig.connected();
    assertThat(rig.get(SECOND).cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void cancelledFutureCancelsOnTheServer() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    long id = rig.sent(call);
    assertThat(call.cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "the caller cancelled"));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void futureCompletedByItsHolderCancelsOnTheServer() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    assertThat(call.complete(7)).isTrue();
    rig.settle();
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    assertThat(call).isCompletedWithValue(7);
  }

  @Test
  void answeredFutureCancelsNothing() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(result(rig.sent(call), 1));
    rig.settle();
    assertThat(call.cancel(true)).isFalse();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
  }

  // --- limits ---

  @Test
  void fullQueueRefusesAtOnce() {
    ClientRig rig = new ClientRig(3);
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(rig.get());
    }
    rig.settle();
    assertFailed(
        calls.get(3),
        RpcUnavailableException.class,
        false,
        "3 calls wait already",
        "no connection");
    assertThat(calls.subList(0, 3)).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void callsThatEndWhileTheyWaitMakeRoomAndAreNotKept() {
    ClientRig rig = new ClientRig(3);
    CompletableFuture<Integer> oldest = rig.get();
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<Integer> unused = rig.get(SECOND);
      rig.settle();
      rig.elapse(SECOND.dividedBy(1000));
    }
    assertThat(oldest).isNotDone();
    for (int i = 0; i < 1000; i++) {
      assertThat(rig.get(SECOND).cancel(true)).isTrue();
      rig.settle();
    }
    rig.elapse(SECOND);
    rig.settle();
    CompletableFuture<Integer> last = rig.get();
    rig.settle();
    assertThat(last).isNotDone();
    rig.connect();
    assertThat(rig.peer.take()).hasSize(2);
  }

  @Test
  void requestTooLargeForTheServerIsRefusedLocally() {
    ClientRig rig = new ClientRig();
    rig.open();
    rig.receive(FrameWriter.hello("server", 10, Map.of()));
    rig.peer.next(Frame.Hello.class);
    CompletableFuture<Integer> call = rig.get();
    rig.settle();
    RpcException failure = failureOf(call);
    assertThat(failure)
        .isInstanceOf(RpcProtocolException.class)
        .hasMessageContaining("the server takes at most 10");
    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(rig.peer.dropped()).isNull();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.peer.packing()).isEqualTo(10);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void idsWrapAroundAndSkipZeroAndWhatIsOpen() {
    ClientRig rig = ClientRig.connected();
    assertThat(rig.sent(rig.get())).isEqualTo(1);
    rig.core.renumber(-3);
    assertThat(rig.sent(rig.get())).isEqualTo(0xffff_fffeL);
    assertThat(rig.sent(rig.get())).isEqualTo(0xffff_ffffL);
    assertThat(rig.sent(rig.get())).as("0 is the connection, 1 is open").isEqualTo(2);
  }

  // --- one-way ---

  @Test
  void oneWayCallIsSentAndForgotten() {
    ClientRig rig = ClientRig.connected();
    rig.oneWay(SECOND);
    rig.turn();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    assertThat(request.isOneWay()).isTrue();
    assertThat(rig.core.isIdle()).isTrue();
    rig.receive(result(request.id(), 1));
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void oneWayCallOnAClosedClientFails() {
    ClientRig rig = new ClientRig();
    rig.closeLink();
    assertThatThrownBy(() -> rig.oneWay(null))
        .isInstanceOf(RpcUnavailableException.class)
        .hasMessageContaining("closed");
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
  void idleServerThatGoesAwayIsLeftAtOnce() throws InterruptedException {
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
  void closeCallsOffWhatIsUnderWay() {
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
  void brokenLoopFailsEverythingAndSaysWhy() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> open = rig.get();
    rig.sent(open);
    rig.core.onClosed(new IllegalStateException("JeroMQ died"));
    rig.runCallbacks();
    assertFailed(open, RpcCancelledException.class, true, "JeroMQ died");
    CompletableFuture<Integer> late = rig.get();
    rig.settle();
    assertFailed(late, RpcCancelledException.class, false, "JeroMQ died");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void shutdownIsACallOfItsOwnKind() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> answer =
        new FutureCall<>(
                rig.caller,
                new Outgoing<>(GET, EncodedRequest.shutdown(), SECOND, rig.deadline(SECOND)))
            .run();
    rig.turn();
    rig.receive(result(rig.peer.next(Frame.Shutdown.class).id(), 0));
    rig.runCallbacks();
    assertThat(answer).isCompleted();
  }

  // --- callbacks ---

  @Test
  void executorThatTakesNoMoreDoesNotLoseOutcomes() throws Exception {
    Executor shutDown =
        task -> {
          throw new RejectedExecutionException();
        };
    ClientRig rig = ClientRig.connected();
    Caller caller = new Caller(rig.commands::add, shutDown, ClientRig.ENDPOINT);
    CompletableFuture<Integer> call = new FutureCall<>(caller, rig.outgoing(GET, 0, null)).run();
    rig.receive(result(rig.sent(call), 1));
    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(1);
  }
}
