package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles the services below {@code src/test/resources} and compares the generated files and the
 * messages as text. {@code -Dgolden.rewrite=true} writes the expected files again, for review as a
 * diff.
 */
class GoldenTest {

  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

  @TempDir private Path scratch;

  static List<Case> good() throws IOException {
    return Case.all("good");
  }

  static List<Case> bad() throws IOException {
    return Case.all("bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void generatedSourcesAreAsExpectedAndCompileWithoutWarnings(Case service) throws IOException {
    Compilation compilation = Compilation.of(service.input(), scratch);

    assertThat(compilation.report()).isEmpty();
    if (REWRITE) {
      rewrite(service.expected(), compilation.generated());
    }
    assertThat(compilation.generated()).isEqualTo(Compilation.read(service.expected()));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void mistakesAreReportedAsExpectedAndNothingElseIs(Case service) throws IOException {
    Compilation compilation =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            service.options(),
            service.input(),
            scratch,
            List.of(new RpcProcessor()));

    String report =
        compilation.report().replace(Path.of("").toAbsolutePath().toString() + File.separator, "");

    if (REWRITE) {
      Files.writeString(service.errors(), report);
    }
    assertThat(report).isNotEmpty().isEqualTo(Files.readString(service.errors()));
  }

  private static void rewrite(Path folder, Map<String, String> contents) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, String> entry : contents.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
  }

  /** The folder of one case. Immutable. */
  record Case(Path folder) {

    static List<Case> all(String kind) throws IOException {
      try (Stream<Path> folders = Files.list(Path.of("src/test/resources", kind))) {
        return folders.sorted().map(Case::new).toList();
      }
    }

    Path input() {
      return folder.resolve("input");
    }

    Path expected() {
      return folder.resolve("expected");
    }

    /**
     * Returns the compiler's options. A folder {@code lock} holds lock files; {@code CLASSPATH.txt}
     * names the only module on the class path.
     */
    List<String> options() throws IOException {
      List<String> options = new ArrayList<>(Compilation.STRICT);
      Path lock = folder.resolve("lock");
      if (Files.exists(lock)) {
        options.add("-Atightwire.lock=" + lock);
      }
      Path only = folder.resolve("CLASSPATH.txt");
      if (Files.exists(only)) {
        String module = Files.readString(only).strip();
        List<String> left =
            Stream.of(Compilation.classPath().split(File.pathSeparator))
                .filter(entry -> entry.contains(module))
                .toList();
        assertThat(left).hasSize(1);
        options.addAll(List.of("-classpath", left.get(0)));
      }
      return options;
    }

    Path errors() {
      return folder.resolve("ERRORS.txt");
    }

    @Override
    public String toString() {
      return folder.getFileName().toString();
    }
  }
}
