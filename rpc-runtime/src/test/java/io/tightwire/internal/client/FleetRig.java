package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Balancing;
import io.tightwire.Ejection;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Targets;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client of three servers, whose connections and frames are played by hand. Confined to the
 * test's thread.
 */
abstract class FleetRig {

  static final String A = "tcp://127.0.0.1:5001";
  static final String B = "tcp://127.0.0.1:5002";
  static final String C = "tcp://127.0.0.1:5003";
  static final MethodDescriptor<Integer> READ = GET.asIdempotent();
  static final Map<String, List<String>> ALL = Map.of("a.Test", List.of("get", "count"));
  static final Map<String, List<String>> OLD = Map.of("a.Test", List.of("other"));

  final List<String> left = new ArrayList<>();
  final List<String> renewed = new ArrayList<>();
  final List<String> reached = new ArrayList<>();
  ServerKeys keys = ServerKeys.NONE;
  ClientRig rig = rig(FleetOptions.DEFAULT, A, B, C);

  final Map<String, FakePeer> peers = new LinkedHashMap<>();

  final ClientRig rig(FleetOptions options, String... endpoints) {
    List<ServerAddress> servers = new ArrayList<>();
    for (String endpoint : endpoints) {
      servers.add(ServerAddress.of(endpoint));
    }
    ClientRig made =
        new ClientRig(
            100,
            new ClientOptions(
                "the fleet",
                servers,
                options,
                keys,
                ClientRig.CONNECT_TIMEOUT,
                new Heartbeat(Duration.ofDays(1), Duration.ofDays(2)),
                MAX));
    made.core.onOpened(
        new Targets() {
          @Override
          public void reach(Endpoint endpoint, @Nullable String serverKey) {
            reached.add(endpoint.toString());
          }

          @Override
          public void leave(Endpoint endpoint) {
            left.add(endpoint.toString());
          }

          @Override
          public void renew(Endpoint endpoint, long now) {
            renewed.add(endpoint.toString());
          }
        },
        made.now);
    return made;
  }

  static final FleetOptions options(Balancing balancing) {
    return new FleetOptions(balancing, Ejection.DEFAULT, 0.2, 10, 100, null, true);
  }

  final FakePeer peer(String endpoint) {
    return Objects.requireNonNull(peers.get(endpoint));
  }

  final FakePeer join(String endpoint) {
    return join(endpoint, ALL);
  }

  final FakePeer join(String endpoint, Map<String, List<String>> services) {
    FakePeer peer = new FakePeer(endpoint);
    rig.core.onConnected(peer, rig.now);
    rig.receive(peer, FrameWriter.hello("server", MAX, services));
    rig.core.onTick(rig.now); // ends the pass
    assertThat(peer.next(Frame.Hello.class).version()).isEqualTo(1);
    peers.put(endpoint, peer);
    return peer;
  }

  final CompletableFuture<Integer> call(MethodDescriptor<Integer> method, Routing routing) {
    CompletableFuture<Integer> future =
        new FutureCall<>(rig.runtime, rig.prepared(method, 0, null, routing)).run();
    rig.turn();
    return future;
  }

  final CompletableFuture<Integer> call(MethodDescriptor<Integer> method) {
    return call(method, Routing.ANY);
  }

  static final Routing key(String key) {
    return new Routing(key, null, true);
  }

  final void joinAll() {
    join(A);
    join(B);
    join(C);
  }

  /** Connects to all servers, which get calls in turn. */
  final void joinInTurn() {
    rig = rig(options(Balancing.roundRobin()), A, B, C);
    joinAll();
  }

  /** Makes a call that is not responded to; returns whether that server has got it. */
  final boolean goesTo(String endpoint) {
    CompletableFuture<Integer> unused = call(GET);
    return sent().endpoint().equals(endpoint);
  }

  /** A request, and the server that has got it. */
  record Sent(String endpoint, FakePeer peer, long id) {}

  /** Returns the one request that was sent. */
  final Sent sent() {
    List<Sent> all = new ArrayList<>();
    peers.forEach(
        (endpoint, peer) -> {
          for (Frame frame : peer.take()) {
            if (frame instanceof Frame.Request request) {
              all.add(new Sent(endpoint, peer, request.id()));
            }
          }
        });
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  final void nothingSent() {
    peers.values().forEach(peer -> assertThat(peer.take()).isEmpty());
  }

  final void refuse(Sent call, String status, boolean executed) {
    rig.receive(call.peer(), FrameWriter.error(call.id(), status, "no", executed));
    rig.settle();
  }

  final void succeed(Sent call) {
    rig.receive(call.peer(), ClientRig.result(call.id(), 7));
    rig.settle();
  }

  /** Makes calls until one server has failed some of them; the other servers respond. */
  final void failThere(String endpoint, int times) {
    for (int i = 0; i < times; ) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      if (sent.endpoint().equals(endpoint)) {
        refuse(sent, "INTERNAL", true);
        i++;
      } else {
        succeed(sent);
      }
    }
  }

  final void lose(FakePeer peer) {
    rig.core.onDisconnected(peer, DisconnectReason.lost("reset"), rig.now);
    peers.values().remove(peer);
    rig.settle();
  }

  final void list(String... endpoints) {
    List<ServerAddress> all = new ArrayList<>();
    for (String endpoint : endpoints) {
      all.add(ServerAddress.of(endpoint));
    }
    rig.core.replaceServers(all, rig.now);
  }

  final ServerStatus status(String endpoint) {
    return rig.core.servers(rig.now).stream()
        .filter(status -> status.endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  final void elapse(Duration time) {
    rig.elapse(time);
    rig.settle();
  }
}
