package io.tightwire.it.docs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/FAILURES.md says is proved by the tests that it names, and nothing is left out. */
final class FailuresTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    List<String> problems = new ArrayList<>();
    int proofs = 0;
    for (String row : rows()) {
      Matcher proof = PROOF.matcher(row.substring(row.lastIndexOf("| ")));
      boolean proved = false;
      while (proof.find()) {
        proved = true;
        proofs++;
        if (!isTest(tests.getOrDefault(proof.group(1), ""), proof.group(2))) {
          problems.add("no test " + proof.group());
        }
      }
      if (!proved) {
        problems.add("no proof of " + row);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(proofs).isGreaterThan(100);
  }

  @Test
  void everyExceptionOccurs() throws IOException {
    String page = page();
    try (Stream<Path> files = Files.list(ROOT.resolve("rpc-runtime/src/main/java/io/tightwire"))) {
      assertThat(files.map(FailuresTest::className).filter(name -> name.endsWith("Exception")))
          .filteredOn(name -> !name.equals("RpcException"))
          .hasSizeGreaterThan(5)
          .allSatisfy(name -> assertThat(page).contains('`' + name + '`'));
    }
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/FAILURES.md"));
  }

  /** The rows of the tables whose last column is a proof. */
  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : page().lines().toList()) {
      if (!line.startsWith("|")) {
        inside = false;
      } else if (line.endsWith("| proof |")) {
        inside = true;
      } else if (inside && !line.startsWith("|-")) {
        rows.add(line.substring(0, line.length() - 2));
      }
    }
    return rows;
  }

  /** The sources of the tests of the runtime, and of this module, by their classes' names. */
  private static Map<String, String> tests() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("rpc-runtime", "rpc-it")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources.stream()
        .collect(toMap(FailuresTest::className, FailuresTest::read, String::concat));
  }

  /** Whether a source has a method of that name with one of the annotations of tests. */
  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest)\\b((?!\\bvoid\\b).)*\\bvoid " + method + "\\(",
            Pattern.DOTALL)
        .matcher(source)
        .find();
  }

  private static String className(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
