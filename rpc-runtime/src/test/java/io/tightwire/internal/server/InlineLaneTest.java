package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.unary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.RpcContext;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lane "tiny" is inline. */
class InlineLaneTest {

  private static final MethodDescriptor<Integer> TINY = unary("tiny").onLane("tiny");

  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> tiny =
      ServerRig.returning(
          TINY,
          value -> {
            assertThat(CurrentCall.isInline()).isTrue();
            assertThat(RpcContext.current().method()).isEqualTo("tiny");
            ran.add(value);
            return value;
          });

  private static byte[] call(int id, int argument) {
    return ServerRig.request(id, "tiny", 0, null, out -> out.writeInt(argument));
  }

  @Test
  void callsRunOnTheLoopInTheirOrderAndGetResponses() {
    ServerRig rig = new ServerRig(tiny).connect();
    rig.core.onMessage(rig.peer, call(1, 7), rig.now);
    rig.core.onMessage(rig.peer, call(2, 8), rig.now);
    assertThat(ran).as("not before the pass is over").isEmpty();
    rig.turn();
    assertThat(ran).containsExactly(7, 8);
    assertThat(rig.work()).as("for handler threads").isZero();
    rig.turn();
    assertThat(rig.nextResult(1)).isEqualTo(7);
    assertThat(rig.nextResult(2)).isEqualTo(8);
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(CurrentCall.isInline()).as("it is over").isFalse();
  }

  @Test
  void callThatIsCancelledInTheSamePassIsNotRun() {
    ServerRig rig = new ServerRig(tiny).connect();
    rig.core.onMessage(rig.peer, call(1, 7), rig.now);
    rig.receive(FrameWriter.cancel(1, "no"));
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void failureOfOneDisturbsNoOther() {
    ServerMethod<Integer> failing =
        ServerRig.returning(
            TINY,
            value -> {
              if (value == 7) {
                Thread.currentThread().interrupt();
                throw new StackOverflowError("no");
              }
              return value;
            });
    ServerRig rig = new ServerRig(failing).connect();
    rig.call(1, "tiny", 7);
    rig.call(2, "tiny", 8);
    rig.settle();
    assertThat(rig.nextFailure(1).type()).isEqualTo(StackOverflowError.class.getName());
    assertThat(rig.nextResult(2)).isEqualTo(8);
    assertThat(Thread.interrupted()).as("the interrupt was the call's").isFalse();
  }

  @Test
  void stageMayBeCompletedElsewhereAndCancelledMeanwhile() {
    CompletableFuture<Integer> later = new CompletableFuture<>();
    List<String> told = new ArrayList<>();
    ServerMethod<Integer> completing =
        ServerMethod.completing(
            TINY,
            in -> {
              int unused = in.readInt();
              return () -> {
                RpcContext.Registration kept = RpcContext.current().onCancel(() -> told.add("off"));
                assertThat(kept).isNotNull();
                return later;
              };
            });
    ServerRig rig = new ServerRig(completing).connect();
    rig.call(1, "tiny", 7);
    rig.call(2, "tiny", 8);
    rig.turn();
    rig.receive(FrameWriter.cancel(2, "no"));
    assertThat(told).as("hooks are user code, and not so tiny").isEmpty();
    rig.settle();
    assertThat(told).containsExactly("off");
    later.complete(9);
    rig.settle();
    assertThat(rig.nextResult(1)).isEqualTo(9);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void expiredCallIsNotRun() {
    ServerRig rig = new ServerRig(tiny).connect();
    rig.call(1, "tiny", 7, Duration.ZERO);
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.nextFailure(1).mayHaveExecuted()).isFalse();
  }

  @Test
  void streamsAreRefusedWhenTheServerIsBuilt() {
    ServerMethod<Integer> numbers =
        ServerMethod.streaming(
            MethodDescriptor.streaming("a.Test", "numbers", 1, Codecs.INT).onLane("tiny"),
            in -> Stream::empty);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServerRig(numbers))
        .withMessageContaining("Test.numbers is a stream")
        .withMessageContaining("\"tiny\", which is inline");
  }
}
