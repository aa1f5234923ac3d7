package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What docs/RELIABILITY.md claims is proved by the tests that it names. */
final class ReliabilityTest {

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    ProvedPage.Findings findings = ProvedPage.of("docs/RELIABILITY.md").check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.proofs()).isGreaterThan(5);
  }
}
