package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks that README.md adds Tightwire to a build in the same way as {@code examples/starter}. The
 * starter's Maven build is part of this build. Its Gradle build is not, so it is compared with the
 * Maven build.
 */
final class StarterTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path STARTER = ROOT.resolve("examples/starter");
  private static final Pattern IN_MAVEN =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>((?:rpc|junit)-[^<]+)</artifactId>");
  private static final Pattern IN_GRADLE =
      Pattern.compile("\\(\"(io\\.tightwire|org\\.junit\\.jupiter):([^:\"]+)");
  private static final Pattern VERSION =
      Pattern.compile("rpc-bom(?::|</artifactId>\\s*<version>)([^\"<]+)");

  @ParameterizedTest
  @CsvSource({"xml, pom.xml", "kotlin, build.gradle.kts"})
  void readmeShowsWhatTheStarterDoes(String language, String file) throws IOException {
    List<String> snippets =
        groups(Pattern.compile("(?s)```" + language + "\\n(.*?)```()"), ROOT.resolve("README.md"));
    assertThat(snippets).hasSize(1);

    String build = squeezed(Files.readString(STARTER.resolve(file)));
    for (String line : snippets.get(0).lines().toList()) {
      assertThat(build).contains(squeezed(line));
    }
  }

  @Test
  void bothBuildsUseTheSame() throws IOException {
    assertThat(groups(IN_GRADLE, STARTER.resolve("build.gradle.kts")).stream().distinct())
        .containsExactlyInAnyOrderElementsOf(groups(IN_MAVEN, STARTER.resolve("pom.xml")));
    assertThat(groups(VERSION, STARTER.resolve("build.gradle.kts")).stream().distinct())
        .containsExactlyElementsOf(groups(VERSION, STARTER.resolve("pom.xml")));
  }

  private static List<String> groups(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.groupCount() == 1 ? found.group(1) : found.group(1) + found.group(2))
        .toList();
  }

  /** Removes comments and white space. */
  private static String squeezed(String text) {
    return text.replaceAll("<!--.*?-->|\\s+", "");
  }
}
