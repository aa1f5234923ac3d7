package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Checks that the tests that SECURITY.md names exist. */
final class SecurityTest {

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    ProvedPage.Findings findings = ProvedPage.of("SECURITY.md").check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.proofs()).isGreaterThan(40);
  }
}
