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
 * Checks that every Java snippet of the documentation, and every example in the Javadoc of some
 * types, is part of a source that the build compiles and runs.
 */
final class SnippetsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  /** Folders whose Javadoc has examples that must be compiled. */
  private static final List<String> WITH_EXAMPLES =
      List.of(
          "rpc-annotations/src/main/java",
          "rpc-runtime/src/main/java",
          "rpc-testing/src/main/java",
          "telemetry/admin/src/main/java",
          "telemetry/micrometer/src/main/java",
          "telemetry/opentelemetry/src/main/java");

  /** Folders that are compiled and run, and hold what documents and examples show. */
  private static final List<String> COMPILED =
      List.of(
          "examples",
          "rpc-it/src/test/java/io/tightwire/it/docs",
          "telemetry/micrometer/src/test/java",
          "telemetry/opentelemetry/src/test/java");

  private static final Pattern EXAMPLE = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);

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

  static Stream<Path> sourcesWithExamples() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : WITH_EXAMPLES) {
      for (Path file : javaFiles(folder)) {
        if (Files.readString(file).contains("<pre>")) {
          found.add(file);
        }
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("sourcesWithExamples")
  void examplesInJavadocAreCompiled(Path source) throws IOException {
    String sources = sources();
    Matcher examples = EXAMPLE.matcher(Files.readString(source));
    while (examples.find()) {
      assertThat(sources)
          .as("%s has an example that no compiled source holds:%n%s", source, examples.group(1))
          .contains(squeezed(withoutMarkup(examples.group(1))));
    }
  }

  /** Returns the code of an example, without the asterisks and entities of Javadoc. */
  private static String withoutMarkup(String example) {
    boolean isCode = example.startsWith("{@code");
    String text = isCode ? example.substring("{@code".length(), example.length() - 1) : example;
    return text.replaceAll("(?m)^ *\\*", "").replace("&#64;", "@");
  }

  @Test
  void readmeHasSnippets() throws IOException {
    assertThat(JAVA.matcher(Files.readString(ROOT.resolve("README.md"))).results().count())
        .isGreaterThan(3);
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String folder : COMPILED) {
      for (Path file : javaFiles(folder)) {
        sources.append(squeezed(Files.readString(file)));
      }
    }
    return sources.toString();
  }

  private static List<Path> javaFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Removes white space: documents may indent and break lines differently. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
