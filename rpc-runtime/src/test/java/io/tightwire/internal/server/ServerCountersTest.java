package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.streaming;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallListener;
import io.tightwire.FakeService;
import io.tightwire.LaneStats;
import io.tightwire.MethodStats;
import io.tightwire.RejectedCall;
import io.tightwire.RejectionReason;
import io.tightwire.RpcContext;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.ServerStats;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a server counts, and the calls that interceptors are told of since they are turned away. */
class ServerCountersTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CompletableFuture<Integer> stage = new CompletableFuture<>();
  private final List<RejectedCall> told = new ArrayList<>();
  private int asked;

  private final ServerMethod<Integer> echo = returning("echo", value -> value);
  private final ServerMethod<Integer> later = completing("later", value -> stage);
  private final ServerMethod<Integer> slow =
      returning(ServerRig.unary("slow").onLane("slow"), value -> value);
  private final ServerMethod<Integer> tiny =
      returning(ServerRig.unary("tiny").onLane("tiny"), value -> value);
  private final ServerMethod<Integer> failing =
      returning(
          "failing",
          value -> {
            throw new IllegalStateException("no");
          });
  private final ServerMethod<Integer> count =
      streaming("count", value -> IntStream.range(0, value).boxed());

  private final ServerInterceptor recording =
      new ServerInterceptor() {
        @Override
        public CallListener onCall(RpcContext call) {
          asked++;
          return CallListener.NONE;
        }

        @Override
        public void onRejected(RejectedCall call) {
          told.add(call);
        }
      };

  private final ServerRig.Setup setup = new ServerRig.Setup();

  private ServerRig rig() {
    setup.interceptors = List.of(recording);
    return new ServerRig(setup, echo, later, slow, tiny, failing, count).connect();
  }

  private static ServerStats stats(ServerRig rig) {
    return rig.core.stats(SECOND);
  }

  private static MethodStats method(ServerRig rig, String name) {
    return stats(rig).methods().stream()
        .filter(method -> method.method().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertRejected(ServerRig rig, RejectionReason reason, RpcStatus status) {
    rig.settle();
    assertThat(stats(rig).rejected()).isEqualTo(Map.of(reason, 1L));
    assertThat(stats(rig).rejectionsNotReported()).isZero();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).reason()).isEqualTo(reason);
    assertThat(told.get(0).status()).isEqualTo(status);
    assertThat(told.get(0).peer()).isEqualTo(rig.peer.name());
  }

  @Test
  void callIsQueuedThenOpenThenEnded() {
    ServerRig rig = rig();
    assertThat(method(rig, "later").started()).isZero();
    rig.call(1, "later", 7);
    assertThat(method(rig, "later").queued()).isEqualTo(1);
    assertThat(method(rig, "later").open()).isZero();
    rig.settle();
    assertThat(method(rig, "later").queued()).isZero();
    assertThat(method(rig, "later").open()).isEqualTo(1);
    assertThat(method(rig, "later").started()).isEqualTo(1);
    rig.elapse(SECOND);
    stage.complete(7);
    rig.settle();
    MethodStats ended = method(rig, "later");
    assertThat(ended.service()).isEqualTo("a.Test");
    assertThat(ended.open()).isZero();
    assertThat(ended.started()).isEqualTo(1);
    assertThat(ended.ended()).isEqualTo(Map.of(RpcStatus.OK, 1L));
    assertThat(ended.latency().count()).isEqualTo(1);
    assertThat(ended.latency().max()).isBetween(SECOND, SECOND.multipliedBy(9).dividedBy(8));
    assertThat(method(rig, "echo").latency().count()).as("another method").isZero();
  }

  @Test
  void endsAreCountedByStatus() {
    ServerRig rig = rig();
    rig.call(1, "failing", 0);
    rig.call(2, "later", 0, SECOND);
    rig.call(3, "later", 0);
    rig.oneWay(4, "echo", 0);
    rig.stream(5, "count", 0);
    rig.settle();
    rig.receive(FrameWriter.cancel(3, "enough"));
    rig.elapse(SECOND);
    rig.settle();
    assertThat(method(rig, "failing").ended()).isEqualTo(Map.of(RpcStatus.UNKNOWN, 1L));
    assertThat(method(rig, "later").ended())
        .isEqualTo(Map.of(RpcStatus.CANCELLED, 1L, RpcStatus.DEADLINE_EXCEEDED, 1L));
    assertThat(method(rig, "echo").ended()).as("one-way").isEqualTo(Map.of(RpcStatus.OK, 1L));
    assertThat(method(rig, "count").ended()).as("stream").isEqualTo(Map.of(RpcStatus.OK, 1L));
    assertThat(stats(rig).rejected()).isEmpty();
    assertThat(asked).isEqualTo(5);
  }

  @Test
  void callsThatTheLoopRunsAreCounted() {
    ServerRig rig = rig();
    rig.runner =
        new TaskRunner() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public boolean hasTime() {
            return true;
          }
        };
    rig.call(1, "tiny", 1);
    rig.settle();
    assertThat(rig.runOnLoop).isEqualTo(1);
    assertThat(method(rig, "tiny").ended()).isEqualTo(Map.of(RpcStatus.OK, 1L));
  }

  @Test
  void callThatAnInterceptorRefusesHasStarted() {
    setup.interceptors =
        List.of(
            call -> {
              throw RpcPermissionException.denied("not you");
            });
    ServerRig rig = new ServerRig(setup, echo).connect();
    rig.call(1, "echo", 1);
    rig.settle();
    assertThat(method(rig, "echo").ended()).isEqualTo(Map.of(RpcStatus.PERMISSION_DENIED, 1L));
    assertThat(stats(rig).rejected()).isEmpty();
  }

  @Test
  void lanesTellHowBusyTheyAre() {
    setup.maxQueued = 9;
    ServerRig rig = rig();
    for (int id = 1; id <= 3; id++) {
      rig.call(id, "slow", id);
    }
    assertThat(stats(rig).lanes().keySet()).containsExactly("", "slow", "tiny");
    assertThat(stats(rig).lanes().get("slow")).isEqualTo(new LaneStats(1, 2, 1, 9));
    assertThat(stats(rig).lanes().get("")).isEqualTo(new LaneStats(0, 0, 4, 9));
    rig.settle();
    assertThat(stats(rig).lanes().get("slow")).isEqualTo(new LaneStats(0, 0, 1, 9));
  }

  @Test
  void connectionsAreCounted() {
    ServerRig rig = rig();
    rig.connect();
    assertThat(stats(rig).connections()).isEqualTo(2);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("cut"), rig.now);
    assertThat(stats(rig).connections()).isEqualTo(1);
    rig.core.onClosed(null);
    assertThat(stats(rig).connections()).isZero();
    assertThat(stats(rig).uptime()).isEqualTo(SECOND);
  }

  /** A request of any path. */
  private static byte[] request(String service, String method, Map<String, String> metadata) {
    EncodedRequest request =
        EncodedRequest.of(
            MethodDescriptor.unary(service, method, 1, Codecs.INT),
            0,
            false,
            metadata,
            out -> out.writeInt(1),
            ServerRig.MAX);
    request.stamp(1, 0);
    return Arrays.copyOf(request.buffer(), request.length());
  }

  @Test
  void unknownServiceIsRejected() {
    ServerRig rig = rig();
    long arrived = rig.now;
    rig.receive(request("no.Such", "thing", Map.of("tenant", "acme")));
    assertRejected(rig, RejectionReason.UNKNOWN_SERVICE, RpcStatus.UNIMPLEMENTED);
    assertThat(told.get(0).service()).isEqualTo("no.Such");
    assertThat(told.get(0).method()).isEqualTo("thing");
    assertThat(told.get(0).metadata()).isEqualTo(Map.of("tenant", "acme"));
    assertThat(told.get(0).arrived()).isEqualTo(arrived);
  }

  @Test
  void unknownMethodIsRejected() {
    ServerRig rig = rig();
    rig.receive(request("a.Test", "nothing", Map.of()));
    assertRejected(rig, RejectionReason.UNKNOWN_METHOD, RpcStatus.UNIMPLEMENTED);
    assertThat(told.get(0).metadata()).isEmpty();
    assertThat(asked).isZero();
  }

  @Test
  void namesAndMetadataOfStrangersAreBounded() {
    ServerRig rig = rig();
    int methods = stats(rig).methods().size();
    rig.receive(request("x".repeat(5_000), "a\nb", Map.of("k", "v".repeat(5_000))));
    rig.receive(request("evil\n\u001b[2J", "m\r", Map.of()));
    rig.settle();
    assertThat(told).hasSize(2);
    assertThat(told.get(0).service()).isEqualTo("x".repeat(200));
    assertThat(told.get(0).method()).isEmpty();
    assertThat(told.get(0).metadata()).as("of more than 4 KiB").isEmpty();
    assertThat(told.get(1).service()).isEqualTo("evil??[2J");
    assertThat(told.get(1).method()).isEqualTo("m?");
    assertThat(stats(rig).methods()).as("no entry for unknown names").hasSize(methods);
  }

  @Test
  void requestThatDoesNotFitTheMethodIsRejected() {
    ServerRig rig = rig();
    rig.stream(1, "echo", 1);
    assertRejected(rig, RejectionReason.INCOMPATIBLE, RpcStatus.INTERNAL);
  }

  @Test
  void clientWithoutPermissionIsRejected() {
    setup.introspection = Optional.of(false);
    setup.builtIn =
        List.of(
            new FakeService(
                "tightwire.Introspection",
                ServerMethod.<Integer>returning(
                    MethodDescriptor.unary("tightwire.Introspection", "info", 0, Codecs.INT),
                    in -> () -> 1)));
    ServerRig rig = rig();
    rig.receive(request("tightwire.Introspection", "info", Map.of()));
    assertRejected(rig, RejectionReason.DENIED, RpcStatus.PERMISSION_DENIED);
    List<MethodStats> methods = stats(rig).methods();
    assertThat(methods.get(methods.size() - 1).service()).isEqualTo("tightwire.Introspection");
  }

  @Test
  void callThatFindsItsLaneFullIsRejected() {
    setup.maxQueued = 1;
    ServerRig rig = rig();
    for (int id = 1; id <= 3; id++) {
      rig.call(id, "slow", id);
    }
    assertThat(method(rig, "slow").queued()).isEqualTo(2);
    assertRejected(rig, RejectionReason.LANE_FULL, RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(method(rig, "slow").started()).isEqualTo(2);
  }

  @Test
  void clientWithTooManyCallsIsRejected() {
    setup.limits = limits(1, 9);
    ServerRig rig = rig();
    rig.call(1, "later", 1);
    rig.call(2, "later", 1);
    assertRejected(rig, RejectionReason.CLIENT_FULL, RpcStatus.RESOURCE_EXHAUSTED);
  }

  @Test
  void callsThatAreTooManyInAllAreRejected() {
    setup.limits = limits(1, 1);
    ServerRig rig = rig();
    rig.call(1, "later", 1);
    rig.connect();
    rig.call(1, "later", 1);
    assertRejected(rig, RejectionReason.SERVER_FULL, RpcStatus.RESOURCE_EXHAUSTED);
  }

  private static ServerLimits limits(int perClient, int inAll) {
    return new ServerLimits(perClient, inAll, 1 << 10, 1 << 10, 1 << 10, 1 << 10, SECOND);
  }

  @Test
  void callThatExpiredOnItsWayIsRejected() {
    ServerRig rig = rig();
    rig.call(1, "echo", 1, Duration.ZERO);
    assertRejected(rig, RejectionReason.EXPIRED, RpcStatus.DEADLINE_EXCEEDED);
  }

  @Test
  void callThatExpiresInTheQueueIsRejected() {
    ServerRig rig = rig();
    rig.receive(
        ServerRig.request(1, "echo", 0, SECOND, out -> out.writeInt(1))); // no thread takes it
    rig.elapse(SECOND);
    rig.turn();
    assertRejected(rig, RejectionReason.EXPIRED, RpcStatus.DEADLINE_EXCEEDED);
    assertThat(method(rig, "echo").queued()).isZero();
    assertThat(method(rig, "echo").started()).isZero();
    assertThat(asked).isZero();
  }

  @Test
  void callThatIsLateWhenAThreadTakesItIsRejected() {
    ServerRig rig = rig();
    rig.now = System.nanoTime() - SECOND.toNanos() * 2; // handlers go by the real clock
    rig.call(1, "echo", 1, SECOND);
    assertRejected(rig, RejectionReason.EXPIRED, RpcStatus.DEADLINE_EXCEEDED);
    assertThat(method(rig, "echo").started()).isZero();
    assertThat(asked).isZero();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void drainingServerRejectsQueuedAndNewCalls() {
    ServerRig rig = rig();
    rig.call(1, "echo", 1);
    rig.core.drain(rig.now, SECOND);
    assertRejected(rig, RejectionReason.DRAINING, RpcStatus.CANCELLED);
    rig.call(2, "echo", 1);
    rig.settle();
    assertThat(stats(rig).rejected()).isEqualTo(Map.of(RejectionReason.DRAINING, 2L));
    assertThat(told).hasSize(2);
  }

  @Test
  void callThatIsCancelledInTheQueueIsRejected() {
    ServerRig rig = rig();
    rig.receive(request("a.Test", "echo", Map.of("tenant", "acme")));
    rig.receive(FrameWriter.cancel(1, "never mind"));
    assertRejected(rig, RejectionReason.CANCELLED, RpcStatus.CANCELLED);
    assertThat(told.get(0).metadata()).isEqualTo(Map.of("tenant", "acme"));
  }

  @Test
  void handlersAreToldWhenTheirCallArrivedAndHowLongItWasQueued() {
    List<RpcContext> contexts = new ArrayList<>();
    ServerRig rig =
        new ServerRig(
                returning(
                    "echo",
                    value -> {
                      contexts.add(RpcContext.current());
                      return value;
                    }))
            .connect();
    rig.now = System.nanoTime() - SECOND.toNanos();
    long arrived = rig.now;
    rig.call(1, "echo", 1);
    rig.settle();
    RpcContext context = contexts.get(0);
    assertThat(context.arrived()).isEqualTo(arrived);
    assertThat(context.queued()).isGreaterThanOrEqualTo(SECOND);
    assertThat(context.queued()).isEqualTo(context.queued());
  }
}
