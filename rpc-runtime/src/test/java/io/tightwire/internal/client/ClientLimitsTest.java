package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static io.tightwire.internal.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
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
        "the local queue is full",
        "3 calls of",
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
}
