package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.RpcSkeleton;
import java.lang.reflect.Modifier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that contradict each other are refused when the server is built. */
class ServerOptionsTest {

  private static final RpcSkeleton EMPTY = new FakeService("a.Empty");

  private final RpcServer.Builder builder = RpcServer.builder().service(EMPTY);

  private void assertRefused(String... words) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void workersAreNotForAnExecutor() {
    builder.workers(4).executor(Runnable::run);
    assertRefused("workers(4)", "executor", "leave out one");
  }

  @Test
  void moreCallsThanThreadsAreRefused() {
    builder.workers(4).maxConcurrentCalls(5);
    assertRefused("maxConcurrentCalls 5", "workers 4");
  }

  @Test
  void laneIsInlineOrNot() {
    builder.lane("narrow", 1).inlineLane("narrow");
    assertRefused("\"narrow\"", "lane", "inlineLane");
  }

  @Test
  void laneHasOneConcurrency() {
    builder.lane("narrow", 1).lane("narrow", 2);
    assertRefused("\"narrow\"", "1 and 2", "once");
  }

  @Test
  void clientHasNoMoreCallsThanAllTogether() {
    builder.maxOpenCallsPerClient(11).maxOpenCalls(10);
    assertRefused("maxOpenCallsPerClient 11", "maxOpenCalls 10");
  }

  @Test
  void hostHasNoMoreConnectionsThanAllTogether() {
    builder.maxConnectionsPerHost(11).maxConnections(10);
    assertRefused("maxConnectionsPerHost 11", "maxConnections 10");
  }

  @Test
  void entryIsForServersThatAreRegistered() {
    builder.advertise("tcp://10.0.0.7:5555");
    assertRefused("advertise(…)", "not registered", "register(\"");
    assertThatThrownBy(() -> RpcServer.builder().service(EMPTY).weight(2).build())
        .hasMessageContaining("weight(…)");
    assertThatThrownBy(() -> RpcServer.builder().service(EMPTY).attribute("zone", "a").build())
        .hasMessageContaining("attribute(…)");
  }

  @Test
  void registryNeedsRegistrar() {
    builder.register("nowhere://registry/path");
    assertRefused("nowhere://registry/path", "RegistrarProvider");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://*:5555",
        "tcp://0.0.0.0:5555",
        "tcp://[::]:5555",
        "tcp://10.0.0.7:*",
        "ipc://*",
        "inproc://*"
      })
  void advertisedEndpointIsConcrete(String endpoint) {
    assertThatThrownBy(() -> builder.advertise(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(endpoint, "without a wildcard");
  }

  @Test
  void advertisedEndpointIsAnEndpoint() {
    assertThatThrownBy(() -> builder.advertise("dns://orders:5555"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp://host:port");
  }

  @Test
  void weightHasARange() {
    for (int weight : new int[] {0, -1, ServerAddress.MAX_WEIGHT + 1}) {
      assertThatThrownBy(() -> builder.weight(weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("from 1 to 1000", "not " + weight);
    }
  }

  @Test
  void attributesAreLines() {
    for (String name : new String[] {"", "a=b", "a\nb"}) {
      assertThatThrownBy(() -> builder.attribute(name, "value"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining('"' + name + '"');
    }
    assertThatThrownBy(() -> builder.attribute("zone", "a\nweight=9"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void connectionsMayLastASecondAtLeast() {
    assertThatThrownBy(() -> builder.maxConnectionAge(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("maxConnectionAge", "a second at least", "PT0.999S");
  }

  @Test
  void repeatedOptionsAndLimitsOfTheWholeAloneAreAccepted() {
    try (RpcServer server =
        builder
            .lane("narrow", 1)
            .lane("narrow", 1)
            .inlineLane("tiny")
            .inlineLane("tiny")
            .workers(4)
            .maxConcurrentCalls(4)
            .maxOpenCalls(10)
            .maxConnections(10)
            .build()) {
      assertThat(server.endpoints()).isEmpty();
    }
  }

  /** Otherwise a chain of setters would end at a type that users cannot name. */
  @Test
  void eachSetterReturnsTheBuilderOfUsers() {
    assertThat(ServerBuilder.class.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .isNotEmpty()
        .allSatisfy(
            setter ->
                assertThat(setter.getGenericReturnType())
                    .isEqualTo(ServerBuilder.class.getTypeParameters()[0]));
    assertThat(RpcServer.Builder.class.getGenericSuperclass().getTypeName())
        .endsWith("ServerBuilder<" + RpcServer.Builder.class.getName() + ">");
  }
}
