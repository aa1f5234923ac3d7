package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the tests that docs/FAILURES.md names exist, and that the page is complete. */
final class FailuresTest {

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    ProvedPage.Findings findings = ProvedPage.of("docs/FAILURES.md").check();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.proofs()).isGreaterThan(100);
  }

  @Test
  void everyExceptionOccurs() throws IOException {
    String page = ProvedPage.of("docs/FAILURES.md").text();
    Path exceptions = ProvedPage.ROOT.resolve("rpc-runtime/src/main/java/io/tightwire");
    try (Stream<Path> files = Files.list(exceptions)) {
      assertThat(files.map(ProvedPage::className).filter(name -> name.endsWith("Exception")))
          .filteredOn(name -> !name.equals("RpcException"))
          .hasSizeGreaterThan(5)
          .allSatisfy(name -> assertThat(page).contains('`' + name + '`'));
    }
  }
}
