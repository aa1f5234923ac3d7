package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static io.tightwire.internal.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  // --- limits ---

  @Test
  void fullQueueRefusesImmediately() {
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
        "the local queue is full",
        "3 calls of",
        "no connection");
    assertThat(calls.subList(0, 3)).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void callsAheadOfTheLoopAreBoundedToo() {
    ClientRig rig = new ClientRig(3);
    rig.connect();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Integer> unused = rig.get();
    }
    CompletableFuture<Integer> refused = rig.get();
    rig.runCallbacks();
    assertFailed(refused, RpcUnavailableException.class, false, "the local queue is full");
    assertThatThrownBy(() -> rig.oneWay(null))
        .isInstanceOfSatisfying(
            RpcUnavailableException.class, e -> assertThat(e.mayHaveExecuted()).isFalse())
        .hasMessageContaining("the local queue is full");
    assertThatThrownBy(() -> rig.blocking(null).run())
        .isInstanceOf(RpcUnavailableException.class)
        .hasMessageContaining("the local queue is full");
    assertThat(rig.commands).as("no more than was accepted").hasSize(3);
    rig.turn();
    assertThat(rig.peer.take()).as("no refused call").hasSize(3);
    rig.oneWay(null);
    rig.turn();
    assertThat(rig.peer.take()).hasSize(1);
    assertThat(rig.pendingLimit.isUnused()).isTrue();
  }

  @Test
  void cancellationsAndCreditPassAFullQueue() {
    ClientRig rig = new ClientRig(3);
    rig.connect();
    RemoteStream<Integer> stream = rig.count(null);
    CompletableFuture<Integer> open = rig.get();
    rig.turn();
    long streamId = rig.peer.next(Frame.Request.class).id();
    rig.peer.next(Frame.Credit.class);
    long id = rig.peer.next(Frame.Request.class).id();
    rig.receiveItems(streamId, 0, Window.ITEMS / 2);
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Integer> unused = rig.get();
    }
    rig.peer.setWritable(false);
    for (int i = 0; i < Window.ITEMS / 2; i++) {
      stream.next();
    }
    assertThat(open.cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.next(Frame.Credit.class).id()).isEqualTo(streamId);
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    stream.close();
  }

  @Test
  void pendingLimitIsReleasedHoweverACallEnds() {
    ClientRig rig = new ClientRig(3);
    assertThat(rig.get().cancel(true)).as("before the loop sees it").isTrue();
    rig.settle();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    CompletableFuture<Integer> cancelled = rig.get();
    rig.settle();
    assertThat(cancelled.cancel(true)).as("while it waits").isTrue();
    rig.settle();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    CompletableFuture<Integer> late = rig.get(SECOND);
    rig.elapse(SECOND);
    rig.settle();
    assertThat(late).as("too late for the loop").isCompletedExceptionally();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    CompletableFuture<Integer> waiting = rig.get(SECOND);
    rig.settle();
    assertThat(rig.pendingLimit.isUnused()).isFalse();
    rig.elapse(SECOND);
    rig.settle();
    assertThat(waiting).as("too late for the server").isCompletedExceptionally();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    CompletableFuture<Integer> closed = rig.get();
    rig.turn();
    rig.core.close("closed");
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    CompletableFuture<Integer> afterwards = rig.get();
    rig.core.onCommand(rig.commands.remove(), rig.now);
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    rig.closeLink();
    CompletableFuture<Integer> refused = rig.get();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
    rig.runCallbacks();
    assertThat(closed).isCompletedExceptionally();
    assertThat(afterwards).isCompletedExceptionally();
    assertThat(refused).isCompletedExceptionally();
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
  void idsWrapAroundAndSkipZeroAndOpenCalls() {
    ClientRig rig = ClientRig.connected();
    assertThat(rig.sent(rig.get())).isEqualTo(1);
    rig.inFlight().renumber(-3);
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
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("closed");
  }
}
