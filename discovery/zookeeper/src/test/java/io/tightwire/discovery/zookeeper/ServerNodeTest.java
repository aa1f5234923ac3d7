package io.tightwire.discovery.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.discovery.ServerAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNodeTest {

  private static final ServerAddress SERVER = ServerAddress.of("tcp://10.0.0.7:5555");

  @Test
  void theDataAreLinesThatPeopleCanRead() {
    ServerAddress server = SERVER.withWeight(3).with("zone", "eu-1ä").with("note", "a=b c");
    byte[] data = ServerNode.encode(server);
    assertThat(data)
        .asString(UTF_8)
        .isEqualTo("endpoint=tcp://10.0.0.7:5555\nweight=3\nnote=a=b c\nzone=eu-1ä\n");
    assertThat(ServerNode.decode(data)).isEqualTo(server);
  }

  @Test
  void anEndpointIsEnough() {
    assertThat(ServerNode.decode("\r\nendpoint=tcp://10.0.0.7:5555".getBytes(UTF_8)))
        .isEqualTo(SERVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it has no data",
        "zone=a | it has no line endpoint=…",
        "tcp://a:1 | its line \"tcp://a:1\" is not name=value",
        "end point=x | its line \"end point=x\" is not name=value",
        "endpoint=http://a | \"http://a\" is no endpoint",
        "endpoint=tcp://a b | \"tcp://a b\" is no endpoint",
        "endpoint=tcp://a:1;endpoint=tcp://b:1 | it has two lines endpoint=…",
        "endpoint=tcp://a:1;weight=0 | The weight of tcp://a:1 is 0; use 1 to 1000",
        "endpoint=tcp://a:1;weight=x | its weight is \"x\"",
      })
  void dataOfOthersAreChecked(String lines, String message) {
    byte[] data = lines.replace(';', '\n').getBytes(UTF_8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.decode(data))
        .withMessage(message);
  }

  @Test
  void dataOfOthersAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.decode(new byte[ServerNode.MAX_BYTES + 1]))
        .withMessage("it has more than 16384 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ServerNode.decode(("endpoint=tcp://" + "a".repeat(1_000)).getBytes(UTF_8)))
        .withMessage("\"tcp://" + "a".repeat(94) + "…\" is no endpoint");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.decode(new byte[] {'a', (byte) 0xc0}))
        .withMessage("it is not UTF-8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.decode(null))
        .withMessage("it has no data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint", "weight", "a b", "", "a=b"})
  void namesThatCannotBeReadAreNotWritten(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.encode(SERVER.with(name, "x")))
        .withMessageStartingWith("\"" + name + "\" can't be the name of an attribute; use letters");
  }

  @Test
  void valuesThatCannotBeReadAreNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.encode(SERVER.with("zone", "a\nendpoint=tcp://b:1")))
        .withMessage("The attribute zone has a control character; remove it");
    ServerAddress large = new ServerAddress("tcp://a:1", 1, Map.of("x", "y".repeat(16_384)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerNode.encode(large))
        .withMessageStartingWith("The attributes have 164");
  }
}
