package io.tightwire.it.docs;

import static java.util.stream.Collectors.toMap;

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

/**
 * A page of the documentation whose tables end in a column "proof", which names tests. Immutable.
 */
record ProvedPage(String text) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");

  /** The problems of the proofs, and the number of proofs. */
  record Findings(List<String> problems, int proofs) {}

  static ProvedPage of(String file) throws IOException {
    return new ProvedPage(Files.readString(ROOT.resolve(file)));
  }

  /** Checks that each row names tests that exist. */
  Findings check() throws IOException {
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
    return new Findings(problems, proofs);
  }

  /** Returns the rows of the tables whose last column is a proof. */
  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
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

  /**
   * Returns the sources of the tests of the runtime, of this module and of a registry, by their
   * classes' names.
   */
  private static Map<String, String> tests() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("rpc-runtime", "rpc-it", "discovery/zookeeper")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources.stream().collect(toMap(ProvedPage::className, ProvedPage::read, String::concat));
  }

  /** Returns whether a source has a method of that name with one of the annotations of tests. */
  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|FuzzTest)\\b((?!\\bvoid\\b).)*\\bvoid "
                + method
                + "\\(",
            Pattern.DOTALL)
        .matcher(source)
        .find();
  }

  static String className(Path file) {
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
