package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.MAX;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Balancing;
import io.tightwire.ConnectionState.Kind;
import io.tightwire.Ejection;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.codec.Codecs;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what becomes of calls when servers say that they are not ready. */
class NotReadyServersTest {

  private static final String A = "tcp://127.0.0.1:5001";
  private static final String B = "tcp://127.0.0.1:5002";
  private static final String C = "tcp://127.0.0.1:5003";
  private static final String SERVICE = "a.Test";
  private static final String OTHER = "b.Test";
  private static final MethodDescriptor<Integer> GET_OTHER =
      MethodDescriptor.unary(OTHER, "get", 0, Codecs.INT);
  private static final Map<String, List<String>> SERVICES =
      Map.of(SERVICE, List.of("get"), OTHER, List.of("get"));
  private static final Routing NO_WAIT = new Routing(null, null, false);

  private final Map<String, FakePeer> peers = new LinkedHashMap<>();
  private ClientRig rig = rig(null, A, B, C);

  private static ClientRig rig(@Nullable String zone, String... endpoints) {
    List<ServerAddress> servers =
        Arrays.stream(endpoints)
            .map(each -> ServerAddress.of(each).with("zone", each.equals(A) ? "a" : "b"))
            .toList();
    FleetOptions options =
        new FleetOptions(Balancing.roundRobin(), Ejection.DEFAULT, 0.2, 10, 100, zone, true);
    return new ClientRig(
        100,
        new ClientOptions(
            "the fleet",
            servers,
            options,
            ServerKeys.NONE,
            ClientRig.CONNECT_TIMEOUT,
            new Heartbeat(Duration.ofDays(1), Duration.ofDays(2)),
            MAX));
  }

  private void join(String endpoint, String... notReady) {
    FakePeer peer = new FakePeer(endpoint);
    rig.core.onConnected(peer, rig.now);
    rig.receive(peer, FrameWriter.hello("server", MAX, SERVICES));
    if (notReady.length > 0) {
      rig.receive(peer, ready(notReady));
    }
    rig.settle();
    peers.put(endpoint, peer);
  }

  private void joinAll() {
    join(A);
    join(B);
    join(C);
    sent();
  }

  private static byte[] ready(String... notReady) {
    return FrameWriter.ready(List.of(notReady), MAX);
  }

  private void say(String endpoint, String... notReady) {
    rig.receive(peer(endpoint), ready(notReady));
    rig.settle();
  }

  private FakePeer peer(String endpoint) {
    return Objects.requireNonNull(peers.get(endpoint));
  }

  private CompletableFuture<Integer> call(MethodDescriptor<Integer> method, Routing routing) {
    CompletableFuture<Integer> future =
        new FutureCall<>(rig.runtime, rig.prepared(method, 0, null, routing)).run();
    rig.settle();
    return future;
  }

  private void calls(int count, MethodDescriptor<Integer> method) {
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> unused = call(method, Routing.ANY);
    }
  }

  /** Returns how many calls each server got since it was asked last. */
  private Map<String, Integer> sent() {
    Map<String, Integer> sent = new LinkedHashMap<>();
    peers.forEach(
        (endpoint, peer) -> {
          int requests = 0;
          for (Frame frame : peer.take()) {
            requests += frame instanceof Frame.Request ? 1 : 0;
          }
          sent.put(endpoint, requests);
        });
    return sent;
  }

  private ServerStatus status(String endpoint) {
    return rig.core.servers(rig.now).stream()
        .filter(status -> status.endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void othersGetTheCallsOfAServiceThatIsNotReady() {
    joinAll();
    say(B, SERVICE);
    calls(10, GET);
    assertThat(sent()).isEqualTo(Map.of(A, 5, B, 0, C, 5));

    calls(9, GET_OTHER);
    assertThat(sent()).isEqualTo(Map.of(A, 3, B, 3, C, 3));

    say(B);
    calls(9, GET);
    assertThat(sent()).isEqualTo(Map.of(A, 3, B, 3, C, 3));
  }

  @Test
  void othersGetAllCallsOfAServerThatIsNotReady() {
    joinAll();
    say(B, "");
    calls(5, GET);
    calls(5, GET_OTHER);
    assertThat(sent()).isEqualTo(Map.of(A, 5, B, 0, C, 5));
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.NOT_READY);
    assertThat(status(B).reason()).hasValueSatisfying(why -> assertThat(why).contains("not ready"));
    assertThat(rig.readiness.state().isReady()).isTrue();
  }

  @Test
  void statusNamesTheServicesThatAreNotReady() {
    joinAll();
    say(B, SERVICE);
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.READY);
    assertThat(status(B).notReadyFor()).containsExactly(SERVICE);
    assertThat(status(B)).hasToString(B + " READY, 0 open calls, not ready for [a.Test]");
    assertThat(status(A).notReadyFor()).isEmpty();
  }

  @Test
  void callsInFlightGoOn() {
    rig = rig(null, A);
    join(A);
    CompletableFuture<Integer> call = call(GET, Routing.ANY);
    say(A, "", SERVICE);
    rig.receive(peer(A), ClientRig.result(1, 7));
    rig.settle();
    assertThat(call).isCompletedWithValue(7);
    assertThat(peer(A).dropped()).isNull();
  }

  @Test
  void callsWaitUntilAServerIsReady() {
    rig = rig(null, A);
    join(A);
    say(A, SERVICE);
    CompletableFuture<Integer> call = call(GET, Routing.ANY);
    assertThat(call).isNotDone();
    assertThat(sent()).isEqualTo(Map.of(A, 0));

    calls(1, GET_OTHER); // does not wait with it
    assertThat(sent()).isEqualTo(Map.of(A, 1));

    say(A);
    assertThat(sent()).isEqualTo(Map.of(A, 1));
  }

  @Test
  void callThatWaitedInVainFailsWithTheReason() {
    rig = rig(null, A);
    join(A);
    say(A, SERVICE);
    CompletableFuture<Integer> call = call(GET, Routing.ANY);
    rig.elapse(ClientRig.CONNECT_TIMEOUT);
    rig.settle();
    assertFailed(call, RpcUnavailableException.class, false, "not ready for a.Test");
  }

  @Test
  void callThatDoesNotWaitFailsWithTheReason() {
    joinAll();
    say(A, SERVICE);
    say(B, "");
    say(C, SERVICE);
    CompletableFuture<Integer> call = call(GET, NO_WAIT);
    assertFailed(call, RpcUnavailableException.class, false, "no server is ready for a.Test");

    calls(1, GET_OTHER);
    assertThat(sent().get(B)).isZero();

    say(A, "");
    say(C, "");
    assertFailed(call(GET, NO_WAIT), RpcUnavailableException.class, false, "is not ready");
  }

  @Test
  void queuedCallThatDoesNotWaitFailsWhenNoServerIsReadyAnyMore() {
    rig = rig(null, A);
    join(A);
    peer(A).setWritable(false);
    CompletableFuture<Integer> call = call(GET, NO_WAIT);
    assertThat(call).isNotDone();
    say(A, SERVICE);
    assertFailed(call, RpcUnavailableException.class, false, "not ready for a.Test");
  }

  @Test
  void stateOfASingleServerThatIsNotReadySaysSo() {
    rig = rig(null, A);
    join(A);
    say(A, "");
    assertThat(rig.readiness.state().kind()).isEqualTo(Kind.NOT_READY);
    assertThat(rig.readiness.state().reason()).isPresent();
    say(A);
    assertThat(rig.readiness.state().isReady()).isTrue();
  }

  /** Calls that were queued before must not reach the server between its HELLO and its READY. */
  @Test
  void serverThatSaysSoRightAfterItsHelloGetsNoCall() {
    rig = rig(null, A);
    CompletableFuture<Integer> call = call(GET, Routing.ANY);
    join(A, "");
    assertThat(sent()).isEqualTo(Map.of(A, 0));
    assertThat(call).isNotDone();
  }

  @Test
  void newConnectionForgetsWhatTheServerSaid() {
    rig = rig(null, A);
    join(A, SERVICE);
    join(A);
    calls(1, GET);
    assertThat(sent()).isEqualTo(Map.of(A, 1));
  }

  @Test
  void serversOfOtherZonesGetTheCallsOfAServiceThatIsNotReadyInTheClientsZone() {
    rig = rig("a", A, B, C);
    joinAll();
    calls(3, GET);
    assertThat(sent()).isEqualTo(Map.of(A, 3, B, 0, C, 0));
    say(A, SERVICE);
    calls(4, GET);
    assertThat(sent()).isEqualTo(Map.of(A, 0, B, 2, C, 2));
  }

  @Test
  void pinnedCallsMoveToAServerThatIsReady() {
    joinAll();
    Routing pinned = new Routing(null, new Routing.Pin(), true);
    CompletableFuture<Integer> one = call(GET, pinned);
    String first = onlyOneSent();
    say(first, SERVICE);
    CompletableFuture<Integer> other = call(GET, pinned);
    assertThat(onlyOneSent()).isNotEqualTo(first);
    assertThat(one).isNotDone();
    assertThat(other).isNotDone();
  }

  private String onlyOneSent() {
    List<String> servers = new ArrayList<>();
    sent()
        .forEach(
            (endpoint, count) -> IntStream.range(0, count).forEach(i -> servers.add(endpoint)));
    assertThat(servers).hasSize(1);
    return servers.get(0);
  }

  /** They tell why the server is not ready. */
  @Test
  void servicesThatEveryServerHasAreCalledAllTheSame() {
    rig = rig(null, A);
    join(A);
    say(A, "");
    CompletableFuture<Integer> waiting = call(GET, Routing.ANY);
    MethodDescriptor<Integer> check =
        MethodDescriptor.unary("tightwire.Health", "check", 0, Codecs.INT);
    CompletableFuture<Integer> one = call(check, NO_WAIT);
    CompletableFuture<Integer> other = call(check, Routing.ANY);
    assertThat(sent()).isEqualTo(Map.of(A, 2));
    assertThat(one).isNotDone();
    assertThat(other).isNotDone();
    assertThat(waiting).isNotDone();
  }

  @Test
  void servicesThatTheHelloDoesNotNameAreIgnored() {
    joinAll();
    say(A, "c.Unknown");
    assertThat(status(A).notReadyFor()).isEmpty();
  }

  @Test
  void readyBeforeTheHelloIsIgnored() {
    FakePeer peer = new FakePeer(A);
    rig.core.onConnected(peer, rig.now);
    rig.receive(peer, ready(""));
    rig.receive(peer, FrameWriter.hello("server", MAX, SERVICES));
    rig.settle();
    assertThat(status(A).state()).isEqualTo(ServerStatus.State.READY);
  }

  @Test
  void serverThatNamesTooManyServicesIsDropped() {
    joinAll();
    byte[] bad = {(byte) 0x93, 13, 0, (byte) 0xde, 0x7f, (byte) 0xff};
    rig.receive(peer(A), bad);
    assertThat(peer(A).dropped()).contains("can't be decoded");
  }
}
