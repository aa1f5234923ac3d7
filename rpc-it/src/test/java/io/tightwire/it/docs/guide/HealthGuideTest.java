package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.builtin.HealthStub;
import io.tightwire.builtin.IntrospectionStub;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the snippets about health and introspection. */
final class HealthGuideTest {

  /** A pool of connections to a database. */
  private interface Pool {
    boolean isValid();
  }

  private final Pool pool = () -> true;

  private final RpcServer server =
      RpcServer.builder().health("database", () -> pool.isValid()).service(orders()).build();

  private static RpcSkeleton orders() {
    return new RpcSkeleton() {
      @Override
      public String serviceName() {
        return "com.acme.Orders";
      }

      @Override
      public List<ServerMethod<?>> methods() {
        return List.of();
      }
    };
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void serviceIsSetByHand() {
    server.health().set("com.acme.Orders", false);
    assertThat(server.health().isReady("com.acme.Orders")).isFalse();
    assertThat(server.health().failingChecks()).containsExactly("database"); // until it has run
  }

  @Test
  @SuppressWarnings("NullAway") // the server as a whole is always in the map
  void clientsAsk() {
    server.bind("inproc://*");
    server.start();
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      boolean ready = new HealthStub(client).check().remote(Duration.ofSeconds(1)).get("");
      System.out.println(ready);

      IntrospectionStub introspection = new IntrospectionStub(client);
      for (String service : introspection.services().remote()) {
        System.out.println(introspection.describe(service).remote().orElse("no description"));
      }
    }
  }
}
