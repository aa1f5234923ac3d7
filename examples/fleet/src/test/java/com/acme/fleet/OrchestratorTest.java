package com.acme.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the example for a short time. */
final class OrchestratorTest {

  @Test
  @Timeout(240)
  void noIdempotentCallFailsAndNoOtherRunsTwice() throws Exception {
    Summary summary = Orchestrator.run(Duration.ofSeconds(4));
    System.out.println(summary);
    assertThat(summary.scored()).isEqualTo(1600);
    assertThat(summary.failed()).isZero();
    assertThat(summary.charged() + summary.mayBeCharged() + summary.notCharged()).isEqualTo(400);
    assertThat(summary.charged()).isGreaterThan(300);
    assertThat(summary.wrong()).isZero();
  }
}
