package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:5555, 127.0.0.1, 5555",
    "tcp://host.example:1, host.example, 1",
    "tcp://[::1]:65535, ::1, 65535",
    "tcp://localhost:*, localhost, 0",
    "tcp://*:5555, *, 5555",
    "tcp://*:*, *, 0",
  })
  void readsTcp(String text, String host, int port) {
    Endpoint endpoint = Endpoint.parse(text);
    assertThat(endpoint.kind()).isEqualTo(Endpoint.Kind.TCP);
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.isLocal()).isFalse();
    assertThat(endpoint).hasToString(text).isEqualTo(Endpoint.parse(text));
  }

  @Test
  void readsIpc() {
    Endpoint endpoint = Endpoint.parse("ipc:///tmp/my.sock");
    assertThat(endpoint.path()).isEqualTo(Path.of("/tmp/my.sock"));
    assertThat(endpoint.isLocal()).isTrue();
    assertThat(endpoint).hasToString("ipc:///tmp/my.sock");
    assertThat(Endpoint.parse("ipc://*").path()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:5555 | it has no transport; write tcp://host:port, ipc:///path or inproc://name",
        "udp://h:1 | there is no transport udp; write tcp",
        "tcp://host | it has no port; write tcp://host:port",
        "tcp://[::1] | it has no port",
        "tcp://:5555 | it has no host",
        "tcp://host: | \"\" is no port; use a number from 1 to 65535, or *",
        "tcp://host:0 | \"0\" is no port",
        "tcp://host:65536 | \"65536\" is no port",
        "tcp://host:+1 | \"+1\" is no port",
        "tcp://host:99999999999 | is no port",
        "tcp://::1:5555 | its host is ambiguous; put an IPv6 address in brackets",
        "tcp://user@host:1 | a host cannot contain '@'",
        "tcp://host/x:1 | a host cannot contain '/'",
        "ipc:// | it has no absolute file path; write three slashes",
        "ipc://name | it has no absolute file path",
        "ipc:///tmp/ | it has no absolute file path",
        "ipc://@name | Java has no abstract socket names; name a file",
        "inproc:// | it has no name; write inproc://name, or inproc://* to bind any free name",
        "inproc://a b | a name cannot contain ' '; write inproc://name",
        "inproc://a* | a name cannot contain '*'",
      })
  void messageSaysTheFaultAndTheFix(String text, String message) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Bad endpoint \"" + text + "\": ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAPathThatNoSocketCanHave() {
    String longest = "/" + "x".repeat(Endpoint.MAX_PATH_BYTES - 1);
    assertThat(Endpoint.parse("ipc://" + longest).path()).isEqualTo(Path.of(longest));
    assertThatThrownBy(() -> Endpoint.parse("ipc://" + longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its path has 107 bytes, a UNIX socket's at most 106");
    assertThatThrownBy(() -> Endpoint.parse("ipc:///a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its path is invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "orders/test-1.a", "Größe", "::"})
  void readsInproc(String name) {
    Endpoint endpoint = Endpoint.parse("inproc://" + name);
    assertThat(endpoint.kind()).isEqualTo(Endpoint.Kind.INPROC);
    assertThat(endpoint.name()).isEqualTo(name);
    assertThat(endpoint.isLocal()).isTrue();
    assertThat(endpoint).hasToString("inproc://" + name);
  }

  @Test
  void refusesANameThatIsTooLongOrCannotBePrinted() {
    String longest = "x".repeat(256);
    assertThat(Endpoint.parse("inproc://" + longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> Endpoint.parse("inproc://" + longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its name has 257 characters, the longest 256");
    assertThatThrownBy(() -> Endpoint.parse("inproc://a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a name cannot contain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://*:5555", "tcp://host:*", "ipc://*", "inproc://*"})
  void aClientRequiresAConcreteEndpoint(String text) {
    LinkOptions options = new LinkOptions("x", 1, 1);
    Endpoint endpoint = Endpoint.parse(text);
    assertThatThrownBy(() -> new ClientLink<>(endpoint, options, new FakeAgent()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("name what the server bound");
  }
}
