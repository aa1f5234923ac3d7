package io.tightwire.discovery.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooKeeperTargetTest {

  @Test
  void aTargetHasServersAPathAndASessionTimeout() {
    String text = "zookeeper://zk1:2181,10.0.0.7/tightwire/orders";
    assertThat(ZooKeeperTarget.of(URI.create(text)))
        .isEqualTo(
            new ZooKeeperTarget(
                text, "zk1:2181,10.0.0.7", "/tightwire/orders", Duration.ofSeconds(10)))
        .hasToString(text);
    assertThat(ZooKeeperTarget.of(URI.create("zookeeper://[::1]:2181/a")).servers())
        .isEqualTo("[::1]:2181");
    ZooKeeperTarget quick = ZooKeeperTarget.of(URI.create("zookeeper://z/a?sessionTimeout=PT2S"));
    assertThat(quick.sessionTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(quick.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(ZooKeeperTarget.of(URI.create("zookeeper://z/a")).connectionTimeout())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zookeeper:///orders | it has no host; write zookeeper://host:port,host:port/path",
        "zookeeper://zk1:2181 | it has no path; write zookeeper://host:port,host:port/path",
        "zookeeper://zk1:2181/ | it has no path; write zookeeper://host:port,host:port/path",
        "zookeeper://zk1,,zk2/a | \"\" is no host with a port;"
            + " write zookeeper://host:port,host:port/path",
        "zookeeper://me:secret@zk1/a | \"me:secret@zk1\" is no host with a port;"
            + " write zookeeper://host:port,host:port/path",
        "zookeeper://zk1/a/ | Path must not end with / character;"
            + " write zookeeper://host:port,host:port/path",
        "zookeeper://zk1/a#b | \"#b\" has no meaning there;"
            + " write zookeeper://host:port,host:port/path",
        "zookeeper://zk1/a?timeout=3 | there is no parameter \"timeout=3\";"
            + " write ?sessionTimeout=PT10S",
        "zookeeper://zk1/a?sessionTimeout=3 | its session timeout is \"3\";"
            + " use a duration from PT1S to PT5M; servers limit it too, by default to PT40S",
        "zookeeper://zk1/a?sessionTimeout=PT0.5S | its session timeout is \"PT0.5S\";"
            + " use a duration from PT1S to PT5M; servers limit it too, by default to PT40S",
        "zookeeper://zk1/a?sessionTimeout=PT6M | its session timeout is \"PT6M\";"
            + " use a duration from PT1S to PT5M; servers limit it too, by default to PT40S"
      })
  void badTargetsAreRefusedWithTheFix(String target, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZooKeeperTarget.of(URI.create(target)))
        .withMessage("Bad target \"" + target + "\": " + message);
  }
}
