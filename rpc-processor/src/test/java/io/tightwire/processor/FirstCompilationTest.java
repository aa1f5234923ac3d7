package io.tightwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Tests what a newcomer sees first: services that compile, and mistakes that are underlined where
 * they are. {@link GoldenTest} has the whole texts.
 */
class FirstCompilationTest {

  private static Compilation compile(String... lines) {
    JavaFileObject source = JavaFileObjects.forSourceLines("com.acme.Greeter", lines);
    return Compiler.javac()
        .withOptions("--release", "17", "-Xlint:all,-processing", "-Werror")
        .withProcessors(new RpcProcessor())
        .compile(source);
  }

  @Test
  void anAnnotatedInterfaceIsAllItTakes() {
    Compilation compilation =
        compile(
            "package com.acme;",
            "@io.tightwire.annotation.RpcService",
            "public interface Greeter {",
            "  record Person(String name, int age) {}",
            "  String greet(Person person);",
            "}");

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .generatedSourceFile("com.acme.GreeterStub")
        .contentsAsUtf8String()
        .contains("public RemoteCall<String> greet(Greeter.Person person)");
    assertThat(compilation)
        .generatedSourceFile("com.acme.GreeterSkeleton")
        .contentsAsUtf8String()
        .contains("public GreeterSkeleton(Greeter implementation)");
  }

  @Test
  void aTypeThatCannotTravelIsUnderlinedAtItsParameter() {
    Compilation compilation =
        compile(
            "package com.acme;",
            "@io.tightwire.annotation.RpcService",
            "public interface Greeter {",
            "  String greet(",
            "      String name,",
            "      java.util.Date when);",
            "}");

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("Use Instant or a record")
        .inFile(compilation.sourceFiles().get(0))
        .onLineContaining("java.util.Date when");
  }

  @Test
  void aTypeDeepInsideIsReportedWithThePathToIt() {
    Compilation compilation =
        compile(
            "package com.acme;",
            "@io.tightwire.annotation.RpcService",
            "public interface Greeter {",
            "  record Address(java.util.TimeZone zone) {}",
            "  record Person(Address address) {}",
            "  String greet(Person person);",
            "}");

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("Person → address → zone");
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    Compilation compilation =
        compile(
            "package com.acme;",
            "@io.tightwire.annotation.RpcService",
            "public interface Greeter {",
            "  void first(Thread thread);",
            "  void second(Object anything);",
            "}");

    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation)
        .hadErrorContaining("Greeter.first")
        .inFile(compilation.sourceFiles().get(0))
        .onLineContaining("Thread thread");
    assertThat(compilation)
        .hadErrorContaining("Greeter.second")
        .inFile(compilation.sourceFiles().get(0))
        .onLineContaining("Object anything");
  }
}
