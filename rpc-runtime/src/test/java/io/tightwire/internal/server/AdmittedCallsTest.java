package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcStatus;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmittedCallsTest {

  private static final long DEADLINE = 1000;

  private final ByteBudget requests = new ByteBudget(1);
  private final ServerRig rig = new ServerRig();
  private final ServerCounters counters =
      new ServerCounters(
          new MethodTable(List.of(), new Lanes(1, Map.of(), List.of(), 1, Runnable::run, null)),
          new RejectionReports(List.of(), Runnable::run, new ServerLog()));
  private final AdmittedCalls open = new AdmittedCalls(requests, counters);
  private final Session session =
      new Session(
          rig.core,
          new FakePeer(ServerRig.REMOTE),
          new ServerRig.Setup().options(),
          new SharedByteBudget(1),
          new SharedByteBudget(1),
          0);

  private ServerCall call(int id, int flags) throws BadFrameException {
    byte[] bytes = ServerRig.request(id, "m", flags, Duration.ofSeconds(1), out -> out.writeInt(1));
    Frame.Request request = (Frame.Request) new FrameReader().open(bytes).next();
    RetainedMessage message = new RetainedMessage(bytes.length, session.requests, requests);
    Lane lane = new Lane("test", 1, 1, Runnable::run);
    MethodTable.Entry entry =
        new MethodTable.Entry(new byte[0], ServerRig.returning("m", value -> value), lane, null);
    return new ServerCall(rig.core, session, request, message, entry, 0, DEADLINE);
  }

  private boolean close(ServerCall call) {
    return open.complete(call, RpcStatus.OK, 0);
  }

  @Test
  void callIsClosedOnce() throws BadFrameException {
    for (int flags : new int[] {0, Frame.ONE_WAY}) {
      ServerCall call = call(1, flags);
      assertThat(close(call)).as("not opened yet").isFalse();
      assertThat(open.add(call)).isTrue();
      assertThat(open.isEmpty()).isFalse();
      assertThat(requests.used()).isPositive();
      assertThat(open.timed()).isEqualTo(1);
      assertThat(close(call)).isTrue();
      assertThat(close(call)).as("again").isFalse();
      assertThat(open.isEmpty()).isTrue();
      assertThat(open.timed()).isZero();
      assertThat(requests.used()).isZero();
    }
  }

  @Test
  void secondCallOfAnIdLeavesTheFirstAlone() throws BadFrameException {
    ServerCall first = call(1, 0);
    ServerCall second = call(1, 0);
    assertThat(open.add(first)).isTrue();
    assertThat(open.add(second)).isFalse();
    assertThat(close(second)).isFalse();
    assertThat(open.isOpen(first)).isTrue();
    assertThat(open.timed()).isEqualTo(1);
  }

  @Test
  void callsWhoseDeadlineHasPassedAreHandedOutOnce() throws BadFrameException {
    ServerCall call = call(1, 0);
    assertThat(open.add(call)).isTrue();
    assertThat(open.nextDeadline()).isEqualTo(DEADLINE);
    assertThat(open.pollExpired(DEADLINE - 1)).isNull();
    assertThat(open.pollExpired(DEADLINE)).isSameAs(call);
    assertThat(open.pollExpired(DEADLINE)).isNull();
    assertThat(open.isOpen(call)).as("until the response").isTrue();
  }
}
