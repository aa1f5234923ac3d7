package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.FakeRegistrar;
import io.tightwire.internal.link.Endpoint;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerPublicationConfigTest {

  private static final ServerHost HOST =
      new ServerHost(Map.of("POD_IP", "10.0.0.7")::get, List::<InetAddress>of);

  private final FakeRegistrar registrar = new FakeRegistrar();
  private final ServerPublicationConfig.Builder builder = new ServerPublicationConfig.Builder();

  private ServerAddress address(String... bound) {
    builder.registrar(registrar);
    List<Endpoint> endpoints = Arrays.stream(bound).map(Endpoint::parse).toList();
    return builder.build(target -> registrar).address(endpoints, HOST);
  }

  @Test
  void firstTcpEndpointIsRegistered() {
    assertThat(address("ipc:///tmp/x", "tcp://10.0.0.1:5555", "tcp://10.0.0.2:5555"))
        .isEqualTo(ServerAddress.of("tcp://10.0.0.1:5555"));
  }

  @Test
  void firstEndpointIsRegisteredIfThereIsNoTcpEndpoint() {
    assertThat(address("inproc://x", "ipc:///tmp/x")).isEqualTo(ServerAddress.of("inproc://x"));
  }

  @Test
  void hostIsFoundForServersAtAllAddresses() {
    assertThat(address("tcp://*:5555")).isEqualTo(ServerAddress.of("tcp://10.0.0.7:5555"));
  }

  @Test
  void advertisedEndpointIsRegisteredWhateverIsBound() {
    builder.advertise("tcp://orders.example:80");
    builder.weight(3);
    builder.attribute("zone", "eu-1a");

    assertThat(address("tcp://127.0.0.1:5555"))
        .isEqualTo(new ServerAddress("tcp://orders.example:80", 3, Map.of("zone", "eu-1a")));
  }

  @Test
  void registrarsKeepTheirOrderAndHaveNames() {
    builder.register("one://a");
    builder.registrar(registrar);
    builder.register("two://b");

    assertThat(builder.build(target -> registrar).registrars())
        .extracting(NamedRegistrar::name)
        .containsExactly("one://a", FakeRegistrar.class.getName(), "two://b");
  }
}
