package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.FakeService;
import io.tightwire.RpcServer;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.server.PeerPermissions;
import io.tightwire.internal.server.ServerLimits;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

  private static final RpcSkeleton EMPTY = new FakeService("a.Empty");

  private final ServerConfig.Builder builder = ServerConfig.builder();

  private ServerConfig config() {
    builder.service(EMPTY);
    return builder.build();
  }

  @Test
  void defaultsAreThoseThatTheSettersDocument() {
    ServerConfig config = config();

    ServerLimits limits = config.coreOptions().limits();
    assertThat(limits.calls()).isEqualTo(262_144);
    assertThat(limits.callsPerClient()).isEqualTo(65_536);
    ConnectionLimits connections = config.linkOptions().connectionLimits();
    int most = ConnectionLimits.maxConnections(Runtime.getRuntime().maxMemory(), false);
    assertThat(connections.maxConnections()).isEqualTo(most);
    assertThat(connections.maxConnectionsPerHost()).isEqualTo(most);
    assertThat(config.linkOptions().maxMessageSize()).isEqualTo(16 << 20);
    assertThat(config.coreOptions().maxMessageSize()).isEqualTo(16 << 20);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.executor()).isNull();
    assertThat(config.linkOptions().curve()).isNull();
    assertThat(config.coreOptions().permissions()).isEqualTo(PeerPermissions.DEFAULT);
  }

  @Test
  void partsFollowTheWholeUnlessSet() {
    builder.maxOpenCalls(10);
    builder.maxConnections(20);

    ServerConfig config = config();

    assertThat(config.coreOptions().limits().callsPerClient()).isEqualTo(10);
    assertThat(config.linkOptions().connectionLimits().maxConnectionsPerHost()).isEqualTo(20);
  }

  @Test
  void connectionsFollowTheHeapWithinBounds() {
    assertThat(ConnectionLimits.maxConnections(64L << 20, false)).isEqualTo(4_096);
    assertThat(ConnectionLimits.maxConnections(512L << 20, false)).isEqualTo(8_192);
    assertThat(ConnectionLimits.maxConnections(8L << 30, false)).isEqualTo(16_384);
  }

  @Test
  void encryptedConnectionsAreFewer() {
    builder.curve(CurveOptions.ofServer("public", "secret", key -> true));

    assertThat(config().linkOptions().connectionLimits().maxConnections()).isEqualTo(4_096);
  }

  @Test
  void laterChangesOfTheBuilderDoNotReachIt() {
    ServerConfig config = config();
    builder.drainTimeout(Duration.ofDays(1));
    builder.maxOpenCalls(1);

    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.coreOptions().limits().calls()).isEqualTo(262_144);
  }

  @Test
  void serverNeedsService() {
    assertThatThrownBy(builder::build).hasMessageContaining("needs a service");
  }

  /** Users are in other packages than the builder's base class, and this test is too. */
  @Test
  void settersOfThePublicBuilderAreUsableFromOtherPackages() {
    RpcServer.Builder users = RpcServer.builder();
    IntFunction<RpcServer.Builder> setter = users::maxOpenCalls;

    assertThat(setter.apply(5).maxQueuedCalls(6).service(EMPTY)).isSameAs(users);
  }
}
