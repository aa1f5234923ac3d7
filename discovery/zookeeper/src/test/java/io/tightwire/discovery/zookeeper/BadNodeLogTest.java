package io.tightwire.discovery.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BadNodeLogTest {

  private final List<String> lines = new ArrayList<>();
  private long now = -3;
  private final BadNodeLog log = new BadNodeLog(lines::add, () -> now);

  @Test
  void oneNodeInTenSecondsIsNamed() {
    log.skipped("/orders/a", "it has no data");
    log.skipped("/orders/b", "it has no data");
    now += TimeUnit.SECONDS.toNanos(10);
    log.skipped("/orders/c", "it is not UTF-8");
    assertThat(lines)
        .containsExactly(
            "The node /orders/a is skipped, since it has no data; correct or delete it with zkCli",
            "The node /orders/c is skipped, since it is not UTF-8; correct or delete it with"
                + " zkCli");
  }

  @Test
  void whatOthersWroteNeitherBreaksTheLineNorFillsTheLog() {
    log.skipped("/orders/" + "a".repeat(1_000), "its weight is \"\n\"");
    assertThat(lines).singleElement().asString().hasSize(501).doesNotContain("\n");
  }
}
