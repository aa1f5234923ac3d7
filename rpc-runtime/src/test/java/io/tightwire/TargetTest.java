package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.Target.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "tcp://10.0.0.7:5555, 10.0.0.7, 5555, TCP",
    "TCP://orders.prod:1, orders.prod, 1, TCP",
    "tcp://[::1]:65535, ::1, 65535, TCP",
    "tcp://[::1], ::1, -1, TCP",
    "tcp://orders, orders, -1, TCP",
    "tcp://:5555, , 5555, TCP",
    "ipc:///run/orders.sock, /run/orders.sock, -1, IPC",
    "inproc://orders, orders, -1, INPROC",
    "dns://orders.prod:5555, orders.prod, 5555, RESOLVED",
    "dns://orders.prod:5555/, orders.prod, 5555, RESOLVED",
    "dns+srv://_orders._tcp.prod, _orders._tcp.prod, -1, RESOLVED",
    "'zookeeper://zk1,zk2/shop/orders', /shop/orders, -1, RESOLVED",
    "file:///etc/orders.servers, /etc/orders.servers, -1, RESOLVED",
  })
  void partsAreThoseOfTheText(String text, @Nullable String host, int port, Kind kind) {
    assertThat(Target.of(text)).isEqualTo(new Target(text, host, port, kind));
    assertThat(Target.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://a:0",
        "tcp://a:65536",
        "tcp://a:99999999999",
        "tcp://a:-1",
        "tcp://a:http",
        "tcp://a:",
        "tcp://a:*"
      })
  void whatIsNoPortIsNone(String text) {
    assertThat(Target.of(text).host()).isEqualTo("a");
    assertThat(Target.of(text).port()).isEqualTo(Target.NO_PORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "://", "://host:1", "localhost:5555", "tcp:/a:1"})
  void textWithoutASchemeIsRefusedWithAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.of(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("tcp://host:port");
  }

  @Test
  void portsAreChecked() {
    for (int port : new int[] {0, -2, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Target("t", null, port, Kind.LIST))
          .withMessageContaining("not " + port);
    }
  }
}
