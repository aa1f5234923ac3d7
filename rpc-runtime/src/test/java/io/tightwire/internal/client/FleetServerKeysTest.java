package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.MAX;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Balancing;
import io.tightwire.Ejection;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.CapturedLog;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Targets;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests servers that have CURVE keys of their own, which their addresses name. */
class FleetServerKeysTest {

  private static final String A = "tcp://127.0.0.1:5001";
  private static final String B = "tcp://127.0.0.1:5002";
  private static final String KEY_1 = "key 1";
  private static final String KEY_2 = "key 2";
  private static final String MISSING = "its address has no attribute \"curve\"";
  private static final String MALFORMED = "the attribute \"curve\" of its address is none";
  private static final Routing NOW = new Routing(null, null, false);

  /** What the link was told, in its order. */
  private final List<String> told = new ArrayList<>();

  private final ClientRig rig = rig(100);

  private ClientRig rig(int subset) {
    ClientRig made =
        new ClientRig(
            100,
            new ClientOptions(
                "the fleet",
                List.of(),
                new FleetOptions(
                    Balancing.roundRobin(), Ejection.DEFAULT, 0.2, 10, subset, null, true),
                ServerKeys.listed(text -> text.startsWith("key ")),
                ClientRig.CONNECT_TIMEOUT,
                new Heartbeat(Duration.ofDays(1), Duration.ofDays(2)),
                MAX));
    made.core.onOpened(
        new Targets() {
          @Override
          public void reach(Endpoint endpoint, @Nullable String serverKey) {
            told.add("reach " + endpoint + " with " + serverKey);
          }

          @Override
          public void leave(Endpoint endpoint) {
            told.add("leave " + endpoint);
          }

          @Override
          public void renew(Endpoint endpoint, long now) {
            told.add("renew " + endpoint);
          }
        },
        made.now);
    return made;
  }

  private static ServerAddress address(String endpoint, String key) {
    return ServerAddress.of(endpoint).with("curve", key);
  }

  private void list(ServerAddress... all) {
    rig.core.replaceServers(List.of(all), rig.now);
  }

  private FakePeer join(String endpoint, @Nullable String key) {
    FakePeer peer = new FakePeer(endpoint, key);
    rig.core.onConnected(peer, rig.now);
    rig.receive(peer, FrameWriter.hello("server", MAX, Map.of()));
    rig.core.onTick(rig.now); // ends the pass
    return peer;
  }

  private CompletableFuture<Integer> call(Routing routing) {
    CompletableFuture<Integer> future =
        new FutureCall<>(rig.runtime, rig.prepared(GET, 0, null, routing)).run();
    rig.settle();
    return future;
  }

  private static long request(FakePeer peer) {
    return peer.take().stream()
        .filter(Frame.Request.class::isInstance)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private ServerStatus only() {
    assertThat(rig.core.servers(rig.now)).hasSize(1);
    return rig.core.servers(rig.now).get(0);
  }

  @Test
  void eachServerIsReachedWithItsOwnKey() {
    list(address(A, KEY_1), address(B, KEY_2));
    assertThat(told).containsExactly("reach " + A + " with key 1", "reach " + B + " with key 2");
    assertThat(rig.core.endpoints()).as("those that the link may connect to without one").isEmpty();
  }

  @Test
  void serverWithoutAKeyIsShownAndNeverReached() {
    list(ServerAddress.of(A), address(B, "nonsense"));
    assertThat(told).isEmpty();
    assertThat(rig.core.servers(rig.now))
        .allMatch(status -> status.state() == ServerStatus.State.CONNECTING)
        .extracting(status -> status.reason().orElseThrow())
        .satisfiesExactly(
            a -> assertThat(a).contains(MISSING, "correct the list", "curve(keys, serverKey)"),
            b -> assertThat(b).contains(MALFORMED, "40 characters").doesNotContain("nonsense"));
  }

  @Test
  void callsWaitForServersWithoutKeysAndTellWhatIsMissing() {
    list(ServerAddress.of(A));
    CompletableFuture<Integer> waits = call(Routing.ANY);
    assertThat(waits).isNotDone();
    assertFailed(call(NOW), RpcUnavailableException.class, false, MISSING);
    rig.elapse(ClientRig.CONNECT_TIMEOUT);
    rig.settle();
    assertFailed(waits, RpcUnavailableException.class, false, MISSING);
  }

  @Test
  void waitingCallIsSentOnceTheListHasTheKey() {
    list(ServerAddress.of(A));
    CompletableFuture<Integer> call = call(Routing.ANY);
    list(address(A, KEY_1));
    assertThat(told).containsExactly("leave " + A, "reach " + A + " with key 1");
    FakePeer peer = join(A, KEY_1);
    rig.receive(peer, ClientRig.result(request(peer), 7));
    rig.settle();
    assertThat(call).isCompletedWithValue(7);
    assertThat(only().state()).isEqualTo(ServerStatus.State.READY);
  }

  @Test
  void sameListAgainChangesNothing() {
    list(address(A, KEY_1), ServerAddress.of(B));
    told.clear();
    list(address(A, KEY_1).withWeight(2), ServerAddress.of(B));
    assertThat(told).isEmpty();
  }

  @Test
  void serverWithoutAKeyIsLoggedOnce() {
    try (CapturedLog log = CapturedLog.of("io.tightwire.client")) {
      list(ServerAddress.of(A), address(B, KEY_1));
      list(ServerAddress.of(A), address(B, KEY_1));
      list(ServerAddress.of(A));
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(A + " is not connected to: ", MISSING);
    }
  }

  @Test
  void failureToLookUpIsSaidOnce() {
    try (CapturedLog log = CapturedLog.of("io.tightwire.client")) {
      rig.core.resolutionFailed("there is no such file");
      assertThat(log.warnings())
          .containsExactly("The servers of the fleet are not known: there is no such file");
    }
  }

  @Test
  void serverWhoseKeyChangesIsConnectedToAgainWhileItsCallsEnd() {
    list(address(A, KEY_1));
    FakePeer old = join(A, KEY_1);
    CompletableFuture<Integer> running = call(Routing.ANY);
    long id = request(old);
    told.clear();

    list(address(A, KEY_2));
    assertThat(told).containsExactly("leave " + A, "reach " + A + " with key 2");
    assertThat(rig.core.servers(rig.now))
        .extracting(ServerStatus::state)
        .containsExactly(ServerStatus.State.CONNECTING, ServerStatus.State.DRAINING);
    assertThat(old.dropped()).isNull();
    CompletableFuture<Integer> next = call(Routing.ANY);
    assertThat(old.take()).as("no call for the former key").isEmpty();

    FakePeer fresh = join(A, KEY_2);
    rig.receive(fresh, ClientRig.result(request(fresh), 8));
    rig.receive(old, ClientRig.result(id, 7));
    rig.settle();
    assertThat(running).isCompletedWithValue(7);
    assertThat(next).isCompletedWithValue(8);
    assertThat(old.dropped()).contains("another key");
    rig.core.onDisconnected(old, DisconnectReason.dropped("done"), rig.now);
    assertThat(only().state()).isEqualTo(ServerStatus.State.READY);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void idleConnectionOfAFormerKeyIsDropped() {
    list(address(A, KEY_1));
    FakePeer old = join(A, KEY_1);
    list(ServerAddress.of(A));
    assertThat(old.dropped()).contains("another key");
    rig.core.onDisconnected(old, DisconnectReason.dropped("done"), rig.now);
    assertThat(only().reason().orElseThrow()).contains(MISSING);
  }

  /** Its handshake may have begun before the list changed. */
  @Test
  void connectionWithAFormerKeyGetsNoCall() {
    list(address(A, KEY_1));
    list(address(A, KEY_2));
    CompletableFuture<Integer> call = call(Routing.ANY);
    FakePeer old = join(A, KEY_1);
    assertThat(old.dropped()).contains("not on the list");
    FakePeer plain = join(A, null);
    assertThat(plain.dropped()).contains("not on the list");
    rig.settle();
    assertThat(call).isNotDone();
    assertThat(only().state()).isEqualTo(ServerStatus.State.CONNECTING);
  }

  @Test
  void connectionOfAServerWithoutAKeyGetsNoCall() {
    list(ServerAddress.of(A));
    assertThat(join(A, null).dropped()).contains("not on the list");
    rig.core.onFailed(Endpoint.parse(A), DisconnectReason.unreachable("refused"), rig.now);
    assertThat(only().reason().orElseThrow()).as("the cause stays").contains(MISSING);
  }

  @Test
  void serversInThisProcessAreIgnored() {
    list(address("inproc://plain", KEY_1), address(A, KEY_1));
    assertThat(told).containsExactly("reach " + A + " with key 1");
  }

  @Test
  void subsetPrefersServersWithKeys() {
    ClientRig small = rig(1);
    List<ServerAddress> all = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      all.add(ServerAddress.of("tcp://127.0.0.1:" + i));
    }
    all.add(address(A, KEY_1));
    small.core.replaceServers(all, small.now);
    assertThat(small.core.servers(small.now)).extracting(ServerStatus::endpoint).containsExactly(A);
  }
}
