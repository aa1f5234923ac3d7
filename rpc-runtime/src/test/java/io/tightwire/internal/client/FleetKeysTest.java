package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Tests how keys are distributed among servers. */
class FleetKeysTest {

  private static final int KEYS = 10_000;
  private static final Percentage TOLERANCE = Percentage.withPercentage(10);

  private final ClientRig rig = new ClientRig();
  private final KeyHashing hashing = new KeyHashing();

  private static ServerAddress address(int number) {
    return ServerAddress.of("tcp://10.0.0." + number + ":5555");
  }

  /** Returns servers that are ready. */
  private List<Server> servers(List<ServerAddress> addresses) {
    rig.core.replaceServers(addresses, rig.now);
    List<Server> servers = new ArrayList<>();
    for (ServerAddress address : addresses) {
      Server server =
          Objects.requireNonNull(rig.core.fleet().server(Endpoint.parse(address.endpoint())));
      if (!server.isReady()) {
        FakePeer peer = new FakePeer(address.endpoint());
        rig.core.onConnected(peer, rig.now);
        rig.receive(peer, FrameWriter.hello("server", MAX, Map.of()));
      }
      servers.add(server);
    }
    return servers;
  }

  private List<Server> servers(int count) {
    List<ServerAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      addresses.add(address(i));
    }
    return servers(addresses);
  }

  /** Returns the server of each key. */
  private List<Server> serversOfKeys(List<Server> eligible) {
    List<Server> picked = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      ClientCall call =
          new FutureCall<>(
              rig.runtime, rig.prepared(GET, 0, null, new Routing("customer-" + i, null, true)));
      picked.add(Objects.requireNonNull(hashing.pick(eligible, call, rig.now)));
    }
    return picked;
  }

  private static Map<Server, Integer> count(List<Server> picked) {
    Map<Server, Integer> counts = new HashMap<>();
    picked.forEach(server -> counts.merge(server, 1, Integer::sum));
    return counts;
  }

  @Test
  void serversGetEqualSharesOfTheKeys() {
    for (int count = 2; count <= 10; count++) {
      Map<Server, Integer> shares = count(serversOfKeys(servers(count)));
      int mean = KEYS / count;
      assertThat(shares).hasSize(count);
      assertThat(shares.values()).allSatisfy(each -> assertThat(each).isCloseTo(mean, TOLERANCE));
    }
  }

  @Test
  void serverOfTwiceTheWeightGetsTwiceTheKeys() {
    List<Server> servers =
        servers(List.of(address(1), address(2), address(3), address(4).withWeight(2)));
    Map<Server, Integer> shares = count(serversOfKeys(servers));
    assertThat(shares.get(servers.get(3))).isCloseTo(2 * KEYS / 5, TOLERANCE);
  }

  @Test
  void newServerTakesItsShareOfTheKeysAndNoOtherKeyMoves() {
    List<Server> before = serversOfKeys(servers(5));
    List<Server> six = servers(6);
    List<Server> after = serversOfKeys(six);

    int moved = 0;
    for (int i = 0; i < KEYS; i++) {
      if (after.get(i) != before.get(i)) {
        assertThat(after.get(i)).isSameAs(six.get(5));
        moved++;
      }
    }
    assertThat(moved).isCloseTo(KEYS / 6, TOLERANCE).isLessThan(KEYS / 5);
  }

  @Test
  void onlyTheKeysOfAServerThatLeavesMove() {
    List<Server> six = servers(6);
    List<Server> before = serversOfKeys(six);
    List<Server> after = serversOfKeys(six.subList(0, 5));

    for (int i = 0; i < KEYS; i++) {
      if (before.get(i) != six.get(5)) {
        assertThat(after.get(i)).isSameAs(before.get(i));
      }
    }
  }
}
