package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks the versions of rpc-bom. It does not have a parent, so only this test keeps it in step
 * with the other modules.
 */
final class BomTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path BOM = ROOT.resolve("rpc-bom/pom.xml");
  private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(rpc-[a-z-]+)</artifactId>\\s*<version>\\$");

  /** Published, but no dependency of anything. */
  private static final String APPLICATION = "rpc-cli";

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern NAME = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  @Test
  void bomListsWhatIsPublished() throws IOException {
    assertThat(ARTIFACT.matcher(Files.readString(BOM)).results().map(BomTest::group).toList())
        .containsExactlyInAnyOrderElementsOf(published());
  }

  @Test
  void bomHasTheVersionOfTheOthers() throws IOException {
    assertThat(firstVersion(BOM)).isEqualTo(firstVersion(ROOT.resolve("pom.xml")));
  }

  private static String firstVersion(Path pom) throws IOException {
    return VERSION.matcher(Files.readString(pom)).results().map(BomTest::group).toList().get(0);
  }

  private static List<String> published() throws IOException {
    return MODULE
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> ROOT.resolve(group(module)))
        .filter(module -> Files.exists(module.resolve("src/main/java")))
        .filter(BomTest::isDeployed)
        .map(BomTest::artifact)
        .filter(artifact -> !artifact.equals(APPLICATION))
        .distinct()
        .toList();
  }

  /** Returns a module's own name: the first one is its parent's. */
  private static String artifact(Path module) {
    return NAME.matcher(read(module.resolve("pom.xml")))
        .results()
        .map(BomTest::group)
        .toList()
        .get(1);
  }

  private static boolean isDeployed(Path module) {
    return !read(module.resolve("pom.xml")).contains("<maven.deploy.skip>true</maven.deploy.skip>");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String group(MatchResult result) {
    return result.group(1);
  }
}
