package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that every Java snippet of the documentation is part of a source that the build compiles
 * and runs.
 */
final class SnippetsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void snippetsAreCompiledAndRun(Path document) throws IOException {
    String sources = sources();
    Matcher snippets = JAVA.matcher(Files.readString(document));
    while (snippets.find()) {
      assertThat(sources)
          .as("%s has a snippet that no compiled source holds:%n%s", document, snippets.group(1))
          .contains(squeezed(snippets.group(1)));
    }
  }

  @Test
  void readmeHasSnippets() throws IOException {
    assertThat(JAVA.matcher(Files.readString(ROOT.resolve("README.md"))).results().count())
        .isGreaterThan(3);
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String folder : List.of("examples", "rpc-it/src/test/java/io/tightwire/it/docs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          sources.append(squeezed(Files.readString(file)));
        }
      }
    }
    return sources.toString();
  }

  /** Removes white space: documents may indent and break lines differently. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
