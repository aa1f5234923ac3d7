package io.tightwire.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.discovery.ServerAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrvRecordTest {

  private static String servers(String... records) {
    return SrvRecord.servers(Arrays.stream(records).map(SrvRecord::parse).toList()).stream()
        .map(SrvRecordTest::text)
        .toList()
        .toString();
  }

  private static String text(ServerAddress server) {
    assertThat(server.attributes()).isEmpty();
    return server.endpoint().substring("tcp://".length()) + " x" + server.weight();
  }

  @Test
  void theRecordsWithTheSmallestPriorityAreUsed() {
    assertThat(servers("10 1 1 standby.", "5 1 1 b.", "5 2 2 a.example."))
        .isEqualTo("[a.example:2 x2, b:1 x1]");
  }

  @Test
  void smallWeightsAreThoseOfTheRecords() {
    assertThat(servers("0 0 1 a.", "0 1 1 b.", "0 1000 1 c."))
        .isEqualTo("[a:1 x1, b:1 x1, c:1 x1000]");
    assertThat(servers("0 0 1 a.", "0 0 1 b.")).isEqualTo("[a:1 x1, b:1 x1]");
  }

  @Test
  void largeWeightsKeepTheirProportions() {
    assertThat(servers("0 65535 1 a.", "0 32768 1 b.", "0 1 1 c.", "0 0 1 d."))
        .isEqualTo("[a:1 x1000, b:1 x500, c:1 x1, d:1 x1]");
    assertThat(servers("1 65535 1 standby.", "0 3 1 a.")).isEqualTo("[a:1 x3]");
  }

  @Test
  void aServerThatIsNamedTwiceCountsOnceWithItsLargestWeight() {
    assertThat(servers("0 1 1 a.", "0 9 1 a.", "0 2 2 a.")).isEqualTo("[a:1 x9, a:2 x2]");
  }

  @Test
  void theRootAsHostSaysThatThereIsNoServer() {
    assertThat(servers("0 1 1 .")).isEqualTo("[]");
    assertThat(servers("0 1 0 a.", "1 1 1 b.")).isEqualTo("[b:1 x1]");
    assertThat(SrvRecord.servers(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 1 a.", "65536 1 1 a.", "0 1 1 a b.", "-1 1 1 a.", "0 1 1 a/b."})
  void malformedRecordsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SrvRecord.parse(text))
        .withMessage("\"" + text + "\" is no SRV record");
  }
}
