package io.tightwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.cli.bench.BenchResult;
import io.tightwire.cli.bench.OpenLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Latencies of calls at a fixed rate. */
final class OpenLoopTest {

  @Test
  void callsThatAPausedServerDelaysCount() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    BenchResult result =
        new OpenLoop(() -> never, 1_000, 1)
            .run(Duration.ofMillis(300), Duration.ofMillis(1), share -> {});
    assertThat(result.sent()).isEqualTo(1);
    assertThat(result.notSent()).isEqualTo(299);
    assertThat(result.unfinished()).isEqualTo(1);
    assertThat(result.millis(99)).isGreaterThan(290);
    assertThat(result.millis(50)).isBetween(140.0, 160.0);
  }
}
