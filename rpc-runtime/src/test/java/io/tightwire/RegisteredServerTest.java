package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.codec.Codecs;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.FakeRegistrar;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server is listed while it serves. No registry keeps it from serving, or from its end. */
@Timeout(120)
class RegisteredServerTest {

  private static final MethodDescriptor<Integer> SEVEN =
      MethodDescriptor.unary("a.Test", "seven", 0, Codecs.INT);
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final RpcSkeleton SKELETON =
      new FakeService("a.Test", ServerMethod.<Integer>returning(SEVEN, in -> () -> 7));

  private final CountDownLatch never = new CountDownLatch(1);
  private final FakeRegistrar registrar = new FakeRegistrar();
  private final RpcServer.Builder builder =
      RpcServer.builder().service(SKELETON).registrar(registrar);

  private RpcServer start(String endpoint) {
    RpcServer server = builder.build();
    server.bind(endpoint);
    server.start();
    return server;
  }

  @AfterEach
  void release() {
    never.countDown();
  }

  private static void assertServes(RpcServer server) {
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      assertThat(client.call(RpcRequest.of(SEVEN, out -> {}).withTimeout(LONG))).isEqualTo(7);
    }
  }

  private static void awaitRegistered(RpcServer server) {
    await().atMost(LONG).until(server::isRegistered);
  }

  @Test
  void serverIsRegisteredFromItsStartToItsEnd() throws Exception {
    try (RpcServer server = builder.attribute("zone", "eu-1a").weight(3).build()) {
      server.bind("inproc://*");
      String tcp = server.bind("tcp://127.0.0.1:*");
      assertThat(server.isRegistered()).isFalse();
      assertThat(registrar.attempts).hasValue(0);

      server.start();

      awaitRegistered(server);
      assertThat(registrar.registered)
          .containsExactly(new ServerAddress(tcp, 3, Map.of("zone", "eu-1a")));
      server.shutdown();
      server.awaitTermination();
      assertThat(registrar.events).containsExactly("registered", "removing", "removed");
      assertThat(server.isRegistered()).isFalse();
    }
  }

  @Test
  void serverIsRemovedBeforeItsClientsAreToldToGo() throws Exception {
    RpcServer server = start("inproc://*");
    awaitRegistered(server);
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      assertThat(client.awaitConnected(LONG)).isTrue();
      CompletableFuture<ConnectionState.Kind> seen = new CompletableFuture<>();
      registrar.onRemoval = () -> seen.complete(client.state().kind());

      server.shutdown();

      assertThat(server.awaitTermination(LONG)).isTrue();
      assertThat(seen).isCompletedWithValue(ConnectionState.Kind.READY);
    }
  }

  @Test
  void registryThatBlocksDelaysNeitherTheServerNorOtherRegistries() throws Exception {
    FakeRegistrar blocking = new FakeRegistrar();
    blocking.registering = never;
    builder.registrar(blocking);
    RpcServer server = start("inproc://*");

    assertServes(server);
    await().atMost(LONG).until(() -> !registrar.registered.isEmpty());
    assertThat(server.isRegistered()).as("in all of them").isFalse();
    server.close(); // after a second

    assertThat(registrar.events).containsExactly("registered", "removing", "removed");
  }

  @Test
  void serverThatCannotBeRemovedEnds() throws Exception {
    RpcServer server = start("inproc://*");
    awaitRegistered(server);
    registrar.removing = never;

    server.shutdown();

    assertThat(server.awaitTermination(LONG)).isTrue();
    assertThat(registrar.events).containsExactly("registered", "removing");
  }

  @Test
  void registryThatFailsIsRetried() {
    registrar.failures.add(new IllegalStateException("on purpose"));
    registrar.failures.add(new IllegalStateException("on purpose"));
    try (RpcServer server = start("inproc://*")) {
      awaitRegistered(server);
      assertThat(registrar.attempts).hasValue(3);
    }
  }

  @Test
  void serverThatIsEndedImmediatelyIsRemovedToo() throws Exception {
    RpcServer server = start("inproc://*");
    awaitRegistered(server);

    server.shutdownNow();

    server.awaitTermination();
    assertThat(registrar.events).containsExactly("registered", "removing", "removed");
  }

  @Test
  void immediateEndDoesNotWaitForTheRemovalOfAShutdown() throws Exception {
    RpcServer server = start("tcp://127.0.0.1:*");
    awaitRegistered(server);
    registrar.removing = never;
    String endpoint = server.endpoint();

    server.shutdown();
    server.shutdownNow();

    assertThat(server.awaitTermination(LONG)).isTrue();
    RpcServer successor = RpcServer.of(SKELETON);
    assertThat(successor.bind(endpoint)).isEqualTo(endpoint);
    successor.close();
  }

  @Test
  void serverThatFailsIsRemoved() {
    RpcServer server = start("inproc://*");
    awaitRegistered(server);

    server
        .link()
        .post(
            (core, now) -> {
              throw new InternalError("on purpose");
            });

    assertThatThrownBy(server::awaitTermination).hasRootCauseInstanceOf(InternalError.class);
    assertThat(registrar.events).containsExactly("registered", "removing", "removed");
  }

  @Test
  void serverThatNeverStartsIsNotRegistered() throws Exception {
    RpcServer server = builder.build();
    server.bind("inproc://*");

    server.close();

    assertThat(server.awaitTermination(Duration.ofSeconds(0))).isTrue();
    assertThat(registrar.attempts).hasValue(0);
  }

  @Test
  void serverWithoutRegistriesIsNotRegistered() {
    try (RpcServer server = RpcServer.of(SKELETON)) {
      server.bind("inproc://*");
      server.start();
      assertThat(server.isRegistered()).isFalse();
    }
  }

  @Test
  void advertisedEndpointIsRegistered() {
    builder.advertise("tcp://10.0.0.7:5555");
    try (RpcServer server = start("inproc://*")) {
      awaitRegistered(server);
      assertThat(registrar.registered).containsExactly(ServerAddress.of("tcp://10.0.0.7:5555"));
    }
  }
}
