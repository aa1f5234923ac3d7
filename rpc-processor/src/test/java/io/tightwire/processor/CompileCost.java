package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how much time the processor adds to a compilation of 300 methods and 200 records. Each
 * compilation runs in a new JVM, as in builds, with and without the processor in turn. No build
 * runs it; {@code CONTRIBUTING.md} has the command.
 */
class CompileCost {

  private static final int ROUNDS = Integer.getInteger("rounds", 5);

  @TempDir private Path scratch;

  @Test
  void ofALargeService() throws Exception {
    Path source = Files.writeString(scratch.resolve("Big.java"), LimitsTest.big(300, 200));
    Path generated = Files.createDirectories(scratch.resolve("generated"));
    List<String> plain = List.of("-proc:none", source.toString());
    List<String> processed =
        List.of(
            "-processorpath",
            Compilation.classPath(),
            "-s",
            generated.toString(),
            source.toString());
    javac(processed);
    List<String> plainWithGenerated = new ArrayList<>(plain);
    try (Stream<Path> files = Files.list(generated)) {
      files.map(Path::toString).forEach(plainWithGenerated::add);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf(
          "javac: %d ms, of generated sources too: %d ms, with the processor: %d ms%n",
          javac(plain), javac(plainWithGenerated), javac(processed));
    }
  }

  private long javac(List<String> arguments) throws IOException, InterruptedException {
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString()));
    command.addAll(List.of("-cp", Compilation.classPath(), "-d", classes.toString()));
    command.addAll(arguments);
    long start = System.nanoTime();
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    assertThat(exit).isZero();
    return (System.nanoTime() - start) / 1_000_000;
  }
}
