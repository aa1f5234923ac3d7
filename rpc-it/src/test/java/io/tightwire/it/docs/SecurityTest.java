package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is defended is proved by the tests that it names. */
final class SecurityTest {

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    ProvedPage.Findings findings = ProvedPage.of("SECURITY.md").check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.proofs()).isGreaterThan(40);
  }
}
