package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the runtime's own services are what the processor generates for them. The processor
 * can't run where the runtime is compiled, since its tests need the runtime; so the generated files
 * stand there as sources.
 */
class GeneratedBuiltInsTest {

  private static final Path RUNTIME = Path.of("..", "rpc-runtime", "src", "main");
  private static final Path SOURCES = RUNTIME.resolve("java/io/tightwire/builtin");
  private static final Path DESCRIPTIONS = RUNTIME.resolve("resources/META-INF/tightwire");
  private static final List<String> INPUT =
      List.of("Health", "Introspection", "ServerInfo", "package-info");

  @TempDir private Path scratch;

  @Test
  void sourcesOfBuiltInServicesAreAsGenerated() throws IOException {
    generate();
    Map<String, String> generated = read(scratch.resolve("sources"), ".java");
    Map<String, String> present = read(SOURCES, ".java");
    INPUT.forEach(input -> present.remove(input + ".java"));
    assertThat(present).isEqualTo(generated);
    assertThat(read(DESCRIPTIONS, ".json")).isEqualTo(read(scratch.resolve("classes"), ".json"));
  }

  private void generate() throws IOException {
    Path sources = Files.createDirectory(scratch.resolve("sources"));
    Path classes = Files.createDirectory(scratch.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            null,
            null,
            List.of(
                "-d", classes.toString(),
                "-s", sources.toString(),
                "-cp", System.getProperty("java.class.path"),
                "-processor", "io.tightwire.processor.RpcProcessor"),
            null,
            compiler
                .getStandardFileManager(null, null, null)
                .getJavaFileObjects(
                    INPUT.stream()
                        .map(input -> SOURCES.resolve(input + ".java"))
                        .toArray(Path[]::new)));
    assertThat(task.call()).isTrue();
  }

  /** Returns the files by name, without white space and comment marks: sources are formatted. */
  private static Map<String, String> read(Path directory, String suffix) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(suffix)).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file).replaceAll("[\\s*/]+", ""));
      }
    }
    return texts;
  }
}
