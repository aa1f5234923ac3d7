package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.internal.link.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHostTest {

  private static final Endpoint ANY = Endpoint.parse("tcp://*:5555");

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static String reachable(@Nullable String pod, String... addresses) {
    List<InetAddress> all = Arrays.stream(addresses).map(ServerHostTest::address).toList();
    Map<String, String> environment = pod == null ? Map.of() : Map.of("POD_IP", pod);
    return new ServerHost(environment::get, () -> all).reachable(ANY).toString();
  }

  @Test
  void firstPrivateAddressIsTaken() {
    assertThat(reachable(null, "127.0.0.1", "::1", "8.8.8.8", "10.0.0.7", "192.168.1.2"))
        .isEqualTo("tcp://10.0.0.7:5555");
  }

  @Test
  void otherAddressesAreTakenIfThereIsNoPrivateOne() {
    assertThat(reachable(null, "127.0.0.1", "2001:db8::1", "169.254.1.1", "8.8.8.8"))
        .isEqualTo("tcp://8.8.8.8:5555");
    assertThat(reachable(null, "fe80::1", "2001:db8::1"))
        .isEqualTo("tcp://[2001:db8:0:0:0:0:0:1]:5555");
  }

  @Test
  void podKnowsItsAddress() {
    assertThat(reachable("10.1.2.3", "192.168.0.1")).isEqualTo("tcp://10.1.2.3:5555");
    assertThat(reachable(" 2001:db8::7\n", "192.168.0.1")).isEqualTo("tcp://[2001:db8::7]:5555");
    assertThat(reachable(" ", "192.168.0.1")).isEqualTo("tcp://192.168.0.1:5555");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "*", "10.0.0.1/24", "a b"})
  void variableThatIsNoHostIsRefused(String pod) {
    assertThatThrownBy(() -> reachable(pod, "192.168.0.1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll('"' + pod + '"', "POD_IP", "advertise(\"tcp://host:5555\")");
  }

  @Test
  void machineWithoutAddressSaysHowToGoOn() {
    assertThatThrownBy(() -> reachable(null, "127.0.0.1", "::1", "fe80::1", "224.0.0.1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "tcp://*:5555", "no address", "advertise(\"tcp://host:5555\")", "POD_IP");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://*:5555, true",
    "tcp://0.0.0.0:5555, true",
    "tcp://[::]:5555, true",
    "tcp://[0:0:0:0:0:0:0:0]:5555, true",
    "tcp://127.0.0.1:5555, false",
    "tcp://[::1]:5555, false",
    "tcp://localhost:5555, false",
    "tcp://999.0.0.0:5555, false",
    "ipc:///tmp/x, false",
    "inproc://x, false"
  })
  void serversAtAllAddressesAreKnown(String endpoint, boolean wildcard) {
    assertThat(ServerHost.isWildcard(Endpoint.parse(endpoint))).isEqualTo(wildcard);
  }

  @Test
  void thisMachineCanBeAsked() {
    try {
      Endpoint endpoint = ServerHost.LOCAL.reachable(ANY);
      assertThat(ServerHost.isWildcard(endpoint)).isFalse();
      assertThat(endpoint.port()).isEqualTo(5555);
    } catch (IllegalStateException e) { // as it may be in a sandbox
      assertThat(e).hasMessageContaining("advertise");
    }
  }
}
