package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests which changes of a service pass the comparison with its lock file, and the messages of the
 * others.
 */
class EvolutionRulesTest {

  private static final String SERVICE = "@io.tightwire.annotation.RpcService";
  private static final String STRICT = "@org.jspecify.annotations.NullMarked " + SERVICE;
  private static final String NULLABLE = "@org.jspecify.annotations.Nullable";
  private static final String EXCEPTION =
      "class X extends Exception { private static final long serialVersionUID = 1; ";

  @TempDir private Path scratch;
  private int compiled;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int m();                            | int m(); int n(String a);
          int m(); int n();                   | int n(); int m();
          int m();                            | @io.tightwire.annotation.RpcMethod(name = "m") int other();
          int m();                            | @io.tightwire.annotation.RpcMethod(timeout = "PT1S", idempotent = true, hedge = "PT0.1S", lane = "l") int m();
          int m(int a, int b);                | int m(int first, int second);
          void m(int a);                      | void m(Integer a);
          void m(A a); record A(int a) {}     | void m(A a); record A(Integer a) {}
          A m(A a); record A(int a) {}        | A m(A a); record A(int a, String b, java.util.Optional<String> c, int d) {}
          A m(A a); record A(int a, A b) {}   | B m(B a); record B(int x, B y) {}
          String m();                         | java.util.Optional<String> m();
          java.util.List<String> m();         | java.util.Set<String> m();
          byte[] m();                         | java.util.concurrent.CompletionStage<java.nio.ByteBuffer> m();
          void m();                           | java.util.concurrent.CompletableFuture<Void> m();
          java.util.stream.Stream<String> m(); | java.util.concurrent.Flow.Publisher<String> m();
          void m(java.util.stream.Stream<String> s); | void m(java.util.concurrent.Flow.Publisher<String> t);
          void m(java.util.stream.Stream<A> s); record A(int a) {} | void m(java.util.stream.Stream<A> s); record A(int a, String b) {}
          T m(T t); record T(java.util.List<T> t) {} | U m(U t); record U(java.util.List<U> t, U u) {}
          A m(A a); record A(int a) {}        | B m(A a); record A(int a) {} record B(int a, int b) {}
          G<A> m(); record G<T>(T a, A b) {} record A(int a) {} | G<A> m(); record G<T>(T a, A b, T c) {} record A(int a) {}
          A m(); void n(E e); record A(int a) {} enum E { A } | A m(); void n(E e); record A(int a, E e) {} enum E { A, B }
          S m(); sealed interface S permits A {} record A() implements S {} | S m(); sealed interface S permits T {} sealed interface T extends S permits A {} record A() implements T {}
          void m(E e); enum E { A, B }        | void m(E e); enum E { C, B, A }
          E m(); enum E { A, B }              | E m(); enum E { B, A }
          void m(S s); sealed interface S permits A {} record A(int a) implements S {} | void m(S s); sealed interface S permits A, B {} record A(int a) implements S {} record B() implements S {}
          """)
  void compatibleChangesPass(String before, String after) throws IOException {
    assertThat(report(SERVICE, before, after)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          void m(String a);                   | void m(@N String a);
          A m(A a); record A(int a) {}        | A m(A a); record A(int a, @N String b, java.util.List<String> c, java.util.Map<String, String> d) {}
          """)
  void compatibleChangesOfWhatMayBeNullPass(String before, String after) throws IOException {
    assertThat(report(STRICT, before, after)).isEmpty();
  }

  @Test
  void declaredExceptionMoreAndMoreStatePass() throws IOException {
    String grown = "X(int a, String b) {} int a() { return 0; } String b() { return null; }";

    assertThat(report(SERVICE, "void m();", "void m() throws X; " + EXCEPTION + "X() {} }"))
        .isEmpty();
    assertThat(report(SERVICE, thrown("X(int a) {} int a() { return 0; }"), thrown(grown)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int m(); int n();                   | int m();                            | Shop has no method any more that is "n" on the wire: clients that were built before still call it.
          int m();                            | @io.tightwire.annotation.RpcMethod(name = "x") int m(); | Shop has no method any more that is "m" on the wire
          String m();                         | java.util.stream.Stream<String> m(); | Shop.m responds with a stream, and did so with one value: clients that were built before can't call it.
          java.util.concurrent.Flow.Publisher<String> m(); | String m();            | Shop.m responds with one value, and did so with a stream
          int m();                            | int m(java.util.stream.Stream<String> s); | Shop.m takes a stream, and did not: clients that were built before can't call it.
          int m(java.util.stream.Stream<String> s); | int m();                      | Shop.m takes no stream any more: clients that were built before can't call it.
          int m(java.util.stream.Stream<String> s); | int m(java.util.List<String> s); | Shop.m takes no stream any more
          int m(java.util.stream.Stream<Integer> s); | int m(java.util.stream.Stream<Long> s); | Stream "s" of Shop.m is "long?" on the wire, and was "int?"
          void m(java.util.stream.Stream<E> s); enum E { A, B } | void m(java.util.stream.Stream<E> s); enum E { A } | E does not have B any more: clients that were built before may still send it
          int m(int a);                       | int m(int a, int b);                | Shop.m takes 2 parameters, and took one parameter: calls of clients that were built before are refused.
          int m(int a, int b);                | int m(int b, int a);                | Parameter "a" of Shop.m is at place 2, and was at place 1
          int m(int a, int b);                | int m(int b, int c);                | Parameter "a" of Shop.m is gone
          int m(int a);                       | int m(long a);                      | Parameter "a" of Shop.m is "long" on the wire, and was "int"
          int m();                            | void m();                           | The result of Shop.m is "void" on the wire, and was "int"
          void m();                           | int m();                            | The result of Shop.m is "int" on the wire, and was "void"
          java.util.List<Integer> m();        | java.util.List<Long> m();           | The result of Shop.m is "list? of long?" on the wire, and was "list? of int?"
          java.util.Map<String, A> m(); record A(int a) {} | java.util.Map<String, String> m(); | The result of Shop.m is "map? of string? to string?" on the wire, and was "map? of string? to @A?"
          Integer m();                        | int m();                            | servers that were built before may still respond with null, which rebuilt clients refuse
          int m();                            | Integer m();                        | clients that were built before refuse null
          void m(Integer a);                  | void m(int a);                      | clients that were built before may still send null, which is refused
          void m(A a); record A(int a, int b) {} | void m(A a); record A(int a) {}  | Component "b" of A is gone: peers that were built before still count on it
          void m(A a); record A(int a, int b) {} | void m(A a); record A(int b) {}  | Component "a" of A is gone
          void m(A a); record A(int a, int b) {} | void m(A a); record A(int b, int a) {} | of A is at place
          void m(A a); record A(int a, int b) {} | void m(A a); record A(int a, int x, int b) {} | Component "b" of A is at place 3, and was at place 2: peers that were built before take it for another
          A m(); record A(int a) {}           | A m(); record A(String a) {}        | A.a is "string?" on the wire, and was "int"
          A m(); record A(B b) {} record B(int a) {} | A m(); record A(B b) {} record B(long a) {} | B.a is "long" on the wire, and was "int"
          A m(); record A(A a, int b) {}      | C m(); record C(C a, long b) {}     | C.b is "long" on the wire, and was "int"
          T m(); record T(U a) {} record U(T a, int b) {} | T m(); record T(U a) {} record U(T a, long b) {} | U.b is "long" on the wire, and was "int"
          G<String> m(); void n(G<Integer> a); record G<T>(T a) {} | G<String> m(); void n(G<Long> a); record G<T>(T a) {} | GOfLong.a is "long?" on the wire, and was "int?"
          B m(A a); record A(int a) {} record B(int a, int b) {} | A m(A a); record A(int a) {} | Component "b" of A is gone
          A m(); record A(int a) {}           | A m(); enum A { B }                 | A is an enum, and was a record
          void m(E e); enum E { A, B }        | void m(E e); enum E { A }           | E does not have B any more: clients that were built before may still send it
          E m(); enum E { A, B }              | E m(); enum E { A }                 | E does not have B any more: servers that were built before may still respond with it
          E m(); enum E { A }                 | E m(); enum E { A, B }              | E can now be B in responses: clients that were built before can't read it
          void m(S s); sealed interface S permits A, B {} record A() implements S {} record B() implements S {} | void m(S s); sealed interface S permits A {} record A() implements S {} | S does not have B any more
          S m(); sealed interface S permits A {} record A() implements S {} | S m(); sealed interface S permits A, B {} record A() implements S {} record B() implements S {} | S can now be B in responses
          S m(); sealed interface S permits A {} record A(int a) implements S {} | S m(); sealed interface S permits A {} record A(long a) implements S {} | A.a is "long" on the wire, and was "int"
          """)
  void breakingChangesAreErrorsThatSayWhomTheyBreak(String before, String after, String message)
      throws IOException {
    assertThat(report(SERVICE, before, after))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains(message)
        .contains("Shop.lock and compile with -Atightwire.lock.update=true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          String m();                         | @N String m();                      | clients that were built before refuse null
          @N String m();                      | String m();                         | rebuilt clients refuse
          void m(@N String a);                | void m(String a);                   | clients that were built before may still send null
          void m(java.util.List<@N String> a); | void m(java.util.List<String> a);  | may still send null
          A m(A a); record A(String a) {}     | A m(A a); record A(@N String a) {}  | clients that were built before refuse null
          void m(A a); record A(int a) {}     | void m(A a); record A(int a, String[] b) {} | A.b is new, and must not be null
          G<@N String> m(); G<String> n(); record G<T>(T a) {} | G<@N String> m(); G<@N String> n(); record G<T>(T a) {} | clients that were built before refuse null
          void m(A a); record A(int a) {}     | void m(A a); record A(int a, String b) {} | A.b is new, and must not be null: peers that were built before do not send it
          """)
  void breakingChangesOfWhatMayBeNullAreErrors(String before, String after, String message)
      throws IOException {
    assertThat(report(STRICT, before, after))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains(message);
  }

  @Test
  void declaredExceptionLessAndOtherStateAreErrors() throws IOException {
    String number = thrown("X(int a) {} int a() { return 0; }");
    String text = thrown("X(String a) {} String a() { return null; }");

    assertThat(report(SERVICE, number, "void m();"))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains("Shop.m does not declare Shop$X any more");
    assertThat(report(SERVICE, number, text))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains("Shop$X.a is \"string?\" on the wire, and was \"int\"");
  }

  @Test
  void anotherNameOfTheServiceIsAnError() throws IOException {
    compile(SERVICE + "(name = \"shop\") interface Shop {}", "-Atightwire.lock.update=true");

    assertThat(compile(SERVICE + "(name = \"store\") interface Shop {}"))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains("Shop is \"store\" on the wire, and was \"shop\"");
  }

  @Test
  void anotherTypeWithACodecOfItsOwnIsAnError() throws IOException {
    compile(withCodec("java.util.Locale"), "-Atightwire.lock.update=true");

    assertThat(compile(withCodec("java.util.Locale"))).isEmpty();
    assertThat(compile(withCodec("java.util.Currency")))
        .containsOnlyOnce("[RpcBreakingChange]")
        .contains(
            "Currency is what the codec of java.util.Currency writes, and was what the codec of"
                + " java.util.Locale writes");
  }

  private static String withCodec(String type) {
    return SERVICE
        + """
          (codecs = Shop.Coded.class) interface Shop {
            Type type();

            class Coded implements io.tightwire.codec.Codec<Type> {
              @Override
              public void write(io.tightwire.codec.WireWriter out, Type value) {
                out.writeNil();
              }

              @Override
              public Type read(io.tightwire.codec.WireReader in) {
                return null;
              }
            }
          }
          """
            .replace("Type", type);
  }

  @Test
  void everyChangeIsReportedOnceAlthoughItsTypeIsReachedInManyWays() throws IOException {
    assertThat(
            report(
                SERVICE,
                "A m(A a); A n(java.util.List<A> a); record A(int a, int b, E e) {} enum E { A, B }",
                "A m(A a); A n(java.util.List<A> a); record A(long a, long b, E e) {} enum E { A }"))
        .containsOnlyOnce("A.a is")
        .containsOnlyOnce("A.b is")
        .containsOnlyOnce("E does not have B");
  }

  private static String thrown(String members) {
    return "void m() throws X; " + EXCEPTION + members + " }";
  }

  private String report(String annotations, String before, String after) throws IOException {
    String head = annotations + " interface Shop { ";
    Files.deleteIfExists(scratch.resolve("lock/Shop.lock"));
    assertThat(compile(head + before + " }", "-Atightwire.lock.update=true")).isEmpty();
    return compile(head + after + " }");
  }

  private String compile(String source, String... options) throws IOException {
    Path folder = scratch.resolve("" + compiled++);
    Path sources = Files.createDirectories(folder.resolve("source"));
    Files.writeString(sources.resolve("Shop.java"), source.replace("@N ", NULLABLE + ' '));
    List<String> all =
        Stream.of(
                Compilation.STRICT.stream(),
                Stream.of("-Atightwire.lock=" + scratch.resolve("lock")),
                Stream.of(options))
            .flatMap(part -> part)
            .toList();
    return Compilation.of(
            ToolProvider.getSystemJavaCompiler(), all, sources, folder, List.of(new RpcProcessor()))
        .report();
  }
}
