package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.RpcSkeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests servers of two versions, as there are while a new one is rolled out. */
final class FleetMethodsTest extends FleetScenario {

  private static final int OF_THE_NEW_VERSION = 2;
  private static final int CALLS = 100;

  /** The former version. */
  private static final class Former implements Shelf {
    @Override
    public Thing put(Thing thing) {
      return thing;
    }

    @Override
    public List<Thing> things() {
      return List.of();
    }
  }

  /** The new version, with a method more. */
  private static final class Grown implements GrownShelf {
    @Override
    public Piece put(Piece piece) {
      return piece;
    }

    @Override
    public List<Piece> things() {
      return List.of();
    }

    @Override
    public int count() {
      return 7;
    }
  }

  private RpcServer serve(RpcSkeleton skeleton) {
    return serve(RpcServer.builder().service(skeleton), Transport.TCP.wildcard());
  }

  private List<RpcServer> serveBothVersions() {
    List<RpcServer> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(
          serve(
              i < SERVERS - OF_THE_NEW_VERSION
                  ? new ShelfSkeleton(new Former())
                  : new GrownShelfSkeleton(new Grown())));
    }
    return servers;
  }

  @Test
  void callsOfANewMethodGoToTheServersThatHaveIt() {
    List<RpcServer> servers = serveBothVersions();
    RpcClient client = connectAll(endpoints(servers));
    GrownShelfStub shelf = new GrownShelfStub(client);
    GrownShelf.Piece vase = new GrownShelf.Piece("vase", Optional.empty(), 0);

    for (int i = 0; i < CALLS; i++) {
      assertThat(shelf.count().remote(LONG)).isEqualTo(7);
      assertThat(shelf.put(vase).remote(LONG)).isEqualTo(vase);
    }

    assertThat(servers)
        .allSatisfy(server -> assertThat(calls.succeeded(server.endpoint())).isPositive());
  }

  @Test
  void firstCallWaitsForAServerThatHasTheMethod() {
    String[] endpoints = endpoints(serveBothVersions());
    for (int i = 0; i < CALLS; i++) {
      try (RpcClient client = RpcClient.builder().endpoints(endpoints).build()) {
        assertThat(new GrownShelfStub(client).count().remote(LONG)).isEqualTo(7);
      }
    }
  }
}
