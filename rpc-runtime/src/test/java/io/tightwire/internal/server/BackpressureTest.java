package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls are not started while too many responses are queued for their client. */
class BackpressureTest {

  private static final int CRATE = 400 << 10;

  private final List<Integer> started = new ArrayList<>();
  private final List<CompletableFuture<byte[]>> pending = new ArrayList<>();

  private static MethodDescriptor<byte[]> method(String name, String lane) {
    return MethodDescriptor.unary("a.Test", name, 1, Codecs.BYTES).onLane(lane);
  }

  /** A large result on a lane. */
  private ServerMethod<byte[]> crate(String name, String lane) {
    return ServerMethod.returning(
        method(name, lane),
        in -> {
          int number = in.readInt();
          return () -> {
            started.add(number);
            return new byte[CRATE];
          };
        });
  }

  /** A result of a size that is not known in advance, on the lane of the crates. */
  private final ServerMethod<byte[]> later =
      ServerMethod.completing(
          method("later", ""),
          in -> {
            int number = in.readInt();
            return () -> {
              started.add(number);
              CompletableFuture<byte[]> result = new CompletableFuture<>();
              pending.add(result);
              return result;
            };
          });

  private ServerRig rig() {
    return new ServerRig(crate("crate", ""), crate("slow", "slow"), crate("tiny", "tiny"), later)
        .connect();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  private void ask(ServerRig rig, String method, int from, int to) {
    for (int id = from; id <= to; id++) {
      rig.call(id, method, id);
    }
    rig.settle();
  }

  /** Calls for far more than may be queued, from a client that reads nothing. */
  private ServerRig crowded(String method) {
    ServerRig rig = rig();
    rig.peer.setWritable(false);
    ask(rig, method, 1, 40);
    assertThat(started).hasSizeBetween(2, 10);
    assertThat(rig.peer.take()).isEmpty();
    return rig;
  }

  private static void assertResponses(ServerRig rig, int calls) {
    List<Frame> responses = rig.peer.take();
    assertThat(responses).hasSize(calls).hasOnlyElementsOfType(Frame.Result.class);
  }

  @Test
  void callsAreNotStartedUntilTheirClientReadsItsResponses() {
    for (String method : List.of("crate", "slow", "tiny")) {
      started.clear();
      ServerRig rig = crowded(method);
      rig.peer.setWritable(true);
      rig.settle();
      assertThat(started).as(method).isEqualTo(numbers(1, 40));
      assertResponses(rig, 40);
      assertThat(rig.core.isIdle()).isTrue();
    }
  }

  @Test
  void bytesThatThePeerHasNotSentYetCount() {
    ServerRig rig = rig();
    rig.peer.setUnsent(ServerRig.MAX_WAITING);
    ask(rig, "crate", 1, 3);
    assertThat(started).isEmpty();
    rig.peer.setUnsent(0);
    rig.settle();
    assertResponses(rig, 3);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callsThatAreHeldBackAreCheckedThoughNothingHappens() {
    ServerRig rig = rig();
    rig.peer.setUnsent(ServerRig.MAX_WAITING);
    ask(rig, "crate", 1, 1);
    assertThat(rig.core.onTick(rig.now) - rig.now).isBetween(1L, Duration.ofMillis(20).toNanos());
  }

  @Test
  void heldBackCallsAreStartedAsFarAsTheLimitAllowsForAllResponses() {
    ServerRig rig = rig();
    ask(rig, "crate", 1, 1);
    rig.peer.setUnsent(ServerRig.MAX_WAITING);
    ask(rig, "later", 2, 40);
    assertThat(pending).isEmpty();
    rig.peer.setUnsent(0);
    rig.settle();
    int room = ServerRig.MAX_WAITING / 2 / CRATE;
    assertThat(pending).hasSizeBetween(1, room);
    int first = pending.size();
    rig.elapse(Duration.ofNanos(CallGate.CHECK_INTERVAL));
    rig.settle();
    assertThat(pending).as("one more, after a while").hasSize(first + 1);
    while (pending.size() < 39) {
      int before = pending.size();
      pending.forEach(result -> result.complete(new byte[CRATE]));
      rig.settle();
      assertThat(pending).hasSizeBetween(before + 1, before + room + 1);
    }
    pending.forEach(result -> result.complete(new byte[CRATE]));
    rig.settle();
    assertResponses(rig, 40);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void anotherClientsCallsPassByThemOnTheSameLane() {
    ServerRig rig = crowded("slow");
    FakePeer deaf = rig.peer;
    started.clear();
    rig.connect();
    ask(rig, "slow", 101, 103);
    assertThat(started).containsExactly(101, 102, 103);
    assertResponses(rig, 3);
    assertThat(deaf.take()).isEmpty();
  }

  @Test
  void clientThatReadsEverythingIsServedThoughOthersExhaustTheLimit() {
    ServerRig rig = rig();
    FakePeer deaf = rig.peer;
    deaf.setWritable(false);
    ask(rig, "later", 1, 40);
    pending.forEach(result -> result.complete(new byte[CRATE / 2]));
    rig.settle();
    rig.connect();
    started.clear();
    pending.clear();
    ask(rig, "later", 101, 101);
    pending.get(0).complete(new byte[ResponseBytes.SMALL - 100]);
    rig.settle();
    assertResponses(rig, 1);
  }

  @Test
  void largeResponsesOfManyClientsAreBoundedTogether() {
    ServerRig rig = rig();
    List<FakePeer> peers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rig.connect();
      rig.peer.setWritable(false);
      peers.add(rig.peer);
      rig.call(1, "later", i);
    }
    rig.settle();
    assertThat(pending).hasSize(40);
    pending.forEach(result -> result.complete(new byte[CRATE]));
    rig.settle();
    long kept =
        peers.stream()
            .filter(
                peer -> {
                  peer.setWritable(true);
                  rig.turn();
                  return peer.take().get(0) instanceof Frame.Result;
                })
            .count();
    assertThat(kept).isEqualTo(2 * ServerRig.MAX_WAITING / CRATE);
  }

  @Test
  void orderOfAClientsCallsIsKeptOnALaneThatRunsThemOneByOne() {
    ServerRig rig = crowded("slow");
    int before = started.size();
    rig.oneWay(50, "slow", 50);
    rig.settle();
    assertThat(started).as("waits for those before it").hasSize(before);
    rig.call(51, "slow", 51);
    rig.peer.setWritable(true);
    rig.call(52, "slow", 52);
    rig.settle();
    List<Integer> all = numbers(1, 40);
    assertThat(started).startsWith(all.toArray(new Integer[0])).endsWith(50, 51, 52).hasSize(43);
  }

  @Test
  void callThatIsHeldBackCanBeCancelledAndHasADeadline() {
    ServerRig rig = rig();
    rig.peer.setUnsent(ServerRig.MAX_WAITING);
    rig.call(1, "crate", 1, Duration.ofSeconds(3));
    rig.call(2, "crate", 2);
    rig.settle();
    rig.receive(FrameWriter.cancel(2, "enough"));
    rig.elapse(Duration.ofSeconds(3));
    rig.turn();
    Frame.Failure failure = rig.nextFailure(1);
    assertThat(failure.status()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.peer.setUnsent(0);
    rig.settle();
    assertThat(started).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void nothingIsKeptOfCallsThatWereCancelledWhileTheyWereHeldBack() {
    ServerRig rig = crowded("crate");
    int waiting = rig.core.callsHeldBack();
    assertThat(waiting).isEqualTo(40 - started.size());
    for (int id = 100; id < 600; id++) {
      rig.call(id, "crate", id);
      if (id % 2 == 0) {
        rig.settle();
      }
      rig.receive(FrameWriter.cancel(id, "enough"));
    }
    rig.settle();
    assertThat(rig.core.callsHeldBack()).isEqualTo(waiting);
    rig.peer.setWritable(true);
    rig.settle();
    assertThat(started).isEqualTo(numbers(1, 40));
    assertResponses(rig, 40);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void ofAClientThatIsGoneOnlyOneWayCallsAreRun() {
    ServerRig rig = crowded("slow");
    rig.oneWay(99, "slow", 99);
    rig.settle();
    started.clear();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("lost"), rig.now);
    rig.settle();
    assertThat(started).containsExactly(99);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void responseOfAnEndedCallIsNotKept() {
    ServerRig rig = rig();
    ask(rig, "later", 1, 1);
    rig.receive(FrameWriter.cancel(1, "enough"));
    pending.get(0).complete(new byte[CRATE]);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }
}
