package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.internal.client.ServerKeys;
import io.tightwire.internal.link.CurveOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTest {

  private static final CurveOptions OWN_KEYS =
      CurveOptions.ofClient("public", "secret", text -> true);

  private final ClientConfig.Builder builder = ClientConfig.builder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://127.0.0.1:5555",
        "ipc:///tmp/orders",
        "dns://orders:5555",
        "dns+srv://_tightwire._tcp.orders",
        "kubernetes://orders.prod:tightwire"
      })
  void keysOfEachServerNeedAListThatHasThem(String target) {
    builder.endpoint(target);
    builder.curve(OWN_KEYS);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContainingAll(target, "curve(keys, serverKey)", "file:///path", "curve=KEY");
  }

  @Test
  void endpointsHaveNoPlaceForKeys() {
    builder.endpoints(List.of("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556"));
    builder.curve(OWN_KEYS);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("tcp://127.0.0.1:5555, tcp://127.0.0.1:5556 has none");
  }

  @Test
  void filesAndResolversMayHaveKeys() {
    builder.curve(OWN_KEYS);
    builder.endpoint("file:///etc/orders");
    ServerKeys keys = builder.build().coreOptions().serverKeys();
    assertThat(keys.encrypted()).isTrue();
    assertThat(keys.isKey()).isNotNull();
  }

  @Test
  void oneKeyOfAllServersIsTheLinks() {
    builder.curve(CurveOptions.ofClient("public", "secret", "server"));
    builder.endpoint("tcp://127.0.0.1:5555");
    assertThat(builder.build().coreOptions().serverKeys()).isEqualTo(ServerKeys.SHARED);
  }

  @Test
  void clientWithoutKeysHasNone() {
    builder.endpoint("tcp://127.0.0.1:5555");
    assertThat(builder.build().coreOptions().serverKeys()).isEqualTo(ServerKeys.NONE);
  }
}
