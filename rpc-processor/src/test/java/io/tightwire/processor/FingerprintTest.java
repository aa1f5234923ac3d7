package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which properties of a method its fingerprint covers: only those that are on the wire. */
class FingerprintTest {

  private static final String SERVICE = "@io.tightwire.annotation.RpcService interface Shop { ";

  @TempDir private Path scratch;
  private int compiled;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int m(int a, int b);                       | int m(int first, int second);
          int m(Integer a);                          | int m(java.util.OptionalInt a);
          String m();                                | java.util.Optional<String> m();
          java.util.List<String> m();                | String[] m();
          java.util.Set<String> m();                 | java.util.Collection<String> m();
          byte[] m();                                | java.nio.ByteBuffer m();
          String m();                                | java.util.concurrent.CompletionStage<String> m();
          void m();                                  | java.util.concurrent.CompletableFuture<Void> m();
          java.util.stream.Stream<String> m();       | java.util.concurrent.Flow.Publisher<String> m();
          A m(); record A(int a, A b) {}             | B m(); record B(int x, B y) {}
          E m(); enum E { A, B }                     | F m(); enum F { B, A }
          S m(); sealed interface S permits A, B {} record A(int a) implements S {} record B() implements S {} | T m(); sealed interface T permits B, A {} record A(int x) implements T {} record B() implements T {}
          G<String> m(); record G<T>(T a) {}         | H m(); record H(String a) {}
          int m();                                   | @io.tightwire.annotation.RpcMethod(timeout = "PT1S", idempotent = true, hedge = "PT0.1S", lane = "l") int m();
          int m();                                   | int other(); int m(); String another(String a);
          void m() throws X; class X extends Exception { private static final long serialVersionUID = 1; X(int a) {} int a() { return 0; } } | void m() throws X; class X extends Exception { private static final long serialVersionUID = 1; X(int b) {} int b() { return 0; } }
          """)
  void whatLooksTheSameOnTheWireHasTheSameOne(String one, String other) throws IOException {
    assertThat(fingerprints(other).get("m")).isEqualTo(fingerprints(one).get("m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int m(int a);                              | int m(int a, int b);
          int m(int a);                              | int m(long a);
          int m(int a);                              | int m(Integer a);
          int m(int a);                              | void m(int a);
          String m();                                | java.util.List<String> m();
          String m();                                | java.util.stream.Stream<String> m();
          A m(); record A(int a, String b) {}        | A m(); record A(String b, int a) {}
          A m(); record A(int a) {}                  | A m(); record A(int a, int b) {}
          A m(); record A(B b) {} record B(int a) {} | A m(); record A(B b) {} record B(long a) {}
          E m(); enum E { A, B }                     | E m(); enum E { A, B, C }
          S m(); sealed interface S permits A {} record A() implements S {} | S m(); sealed interface S permits B {} record B() implements S {}
          void m();                                  | void m() throws X; class X extends Exception { private static final long serialVersionUID = 1; X() {} }
          """)
  void whatLooksDifferentHasAnother(String one, String other) throws IOException {
    assertThat(fingerprints(other).get("m")).isNotEqualTo(fingerprints(one).get("m"));
  }

  @Test
  void neverChangesForTheSameMethod() throws IOException {
    assertThat(fingerprints("int add(int a, int b); A find(String a); record A(int a, A b) {}"))
        .isEqualTo(Map.of("add", "15e9252f370ff569", "find", "a769c085ddc823e8"));
  }

  private Map<String, String> fingerprints(String members) throws IOException {
    Path folder = scratch.resolve("" + compiled++);
    Path sources = Files.createDirectories(folder.resolve("source"));
    Files.writeString(sources.resolve("Shop.java"), SERVICE + members + " }");
    Compilation compilation = Compilation.of(sources, folder);
    assertThat(compilation.report()).isEmpty();
    Map<String, String> fingerprints = new TreeMap<>();
    Pattern.compile("\"name\": \"(\\w+)\",\\s+\"fingerprint\": \"(\\w+)\"")
        .matcher(compilation.generated().get("META-INF/tightwire/Shop.json"))
        .results()
        .forEach(result -> fingerprints.put(result.group(1), result.group(2)));
    return fingerprints;
  }
}
