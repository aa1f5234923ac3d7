package io.tightwire.discovery.kubernetes;

import static io.tightwire.discovery.kubernetes.Slices.PORT;
import static io.tightwire.discovery.kubernetes.Slices.pod;
import static io.tightwire.discovery.kubernetes.Slices.port;
import static io.tightwire.discovery.kubernetes.Slices.slice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tightwire.discovery.ServerAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliceSetTest {

  private static EndpointSlice read(String json) throws JsonException {
    return EndpointSlice.of(JsonReader.object(json.getBytes(UTF_8)));
  }

  private static List<ServerAddress> servers(String port, String... slices) throws Exception {
    SliceSet set = new SliceSet(SlicePort.of(port));
    for (String slice : slices) {
      set.put(read(slice));
    }
    return set.servers();
  }

  private static List<String> endpoints(String port, String... slices) throws Exception {
    return servers(port, slices).stream().map(ServerAddress::endpoint).toList();
  }

  @Test
  void podsHaveTheirZoneAndAnIdThatOutlivesTheirAddress() throws Exception {
    assertThat(servers("tightwire", slice("a", 1, PORT, pod("orders-0", "10.0.0.7"))))
        .containsExactly(
            new ServerAddress("tcp://10.0.0.7:5555", 1, Map.of("zone", "eu-1a", "id", "orders-0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                        | true",
        "\"ready\":true                                            | true",
        "\"ready\":null                                            | true",
        "\"ready\":false                                           | false",
        "\"ready\":false,\"serving\":true,\"terminating\":true     | false",
        "\"ready\":true,\"serving\":true,\"terminating\":true      | false",
        "\"ready\":true,\"serving\":true,\"terminating\":false     | true"
      })
  void podsThatAreReadyAndDoNotTerminateAreListed(String conditions, boolean listed)
      throws Exception {
    assertThat(endpoints("tightwire", slice("a", 1, PORT, pod("p", "10.0.0.7", conditions))))
        .hasSize(listed ? 1 : 0);
  }

  @Test
  void slicesAreMergedAndAPodIsListedOnce() throws Exception {
    assertThat(
            endpoints(
                "tightwire",
                slice("b", 2, PORT, pod("p1", "10.0.0.8"), pod("p2", "10.0.0.7")),
                slice("a", 1, PORT, pod("p2", "10.0.0.7")),
                slice("IPv6", "c", 3, PORT, pod("p1", "fd00::8"), pod("p3", "fd00::9"))))
        .as("p2 is being moved; p1 has two families")
        .containsExactly("tcp://10.0.0.7:5555", "tcp://10.0.0.8:5555", "tcp://[fd00::9]:5555");
  }

  @Test
  void aNameMayStandForDifferentNumbers() throws Exception {
    assertThat(
            endpoints(
                "tightwire",
                slice("a", 1, port("http", 80) + ',' + PORT, pod("p1", "10.0.0.7")),
                slice("b", 1, port("tightwire", 6666), pod("p2", "10.0.0.8")),
                slice("c", 1, port("http", 80), pod("p3", "10.0.0.9"))))
        .containsExactly("tcp://10.0.0.7:5555", "tcp://10.0.0.8:6666");
  }

  @Test
  void aNumberIsAPortOfThePods() throws Exception {
    String slice = slice("a", 1, PORT, pod("p", "10.0.0.7"));
    assertThat(endpoints("5555", slice)).containsExactly("tcp://10.0.0.7:5555");
    assertThatExceptionOfType(NoSuchPortException.class)
        .isThrownBy(() -> endpoints("80", slice))
        .withMessageContaining("no EndpointSlice has the TCP port 80; name one of tightwire=5555")
        .withMessageContaining("targetPort");
  }

  @Test
  void aServiceThatNamesNoPortsHasAllNumbersAndNoNames() throws Exception {
    String slice = slice("a", 1, "", pod("p", "10.0.0.7"));
    assertThat(endpoints("5555", slice)).containsExactly("tcp://10.0.0.7:5555");
    assertThatExceptionOfType(NoSuchPortException.class)
        .isThrownBy(() -> endpoints("tightwire", slice));
    assertThat(endpoints("7", slice("a", 1, "{\"name\":\"\"}", pod("p", "10.0.0.7"))))
        .as("a port without a number")
        .containsExactly("tcp://10.0.0.7:7");
  }

  @Test
  void portsOfOtherProtocolsDoNotCount() {
    String udp = "{\"name\":\"tightwire\",\"port\":5555,\"protocol\":\"UDP\"}";
    assertThatExceptionOfType(NoSuchPortException.class)
        .isThrownBy(() -> endpoints("tightwire", slice("a", 1, udp, pod("p", "10.0.0.7"))));
  }

  @Test
  void aServiceWithoutSlicesHasNoServers() throws Exception {
    assertThat(endpoints("tightwire")).isEmpty();
  }

  @Test
  void onlyTheFirstAddressOfAnEndpointIsUsed() throws Exception {
    String pod = "{\"addresses\":[\"10.0.0.7\",\"10.0.0.8\"]}";
    assertThat(endpoints("tightwire", slice("a", 1, PORT, pod)))
        .containsExactly("tcp://10.0.0.7:5555");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"addressType\":\"IPv4\",\"endpoints\":[{}]}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"addressType\":\"IPv4\",\"endpoints\":[{\"addresses\":[\"x/y:1\"]}]}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"addressType\":\"IPv7\",\"endpoints\":[{\"addresses\":[\"10.0.0.7\"]}]}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"addressType\":\"IPv4\",\"ports\":[{\"port\":70000}]}",
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"addressType\":\"IPv4\",\"endpoints\":7}"
      })
  void malformedSlicesAreRefused(String json) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> read(json));
  }
}
