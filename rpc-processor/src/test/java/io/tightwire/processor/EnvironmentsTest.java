package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests other compilers and other ways to compile: Eclipse, modules, incremental builds, more
 * rounds.
 */
class EnvironmentsTest {

  private static final Path CALCULATOR = Path.of("src/test/resources/good/calculator/input");
  private static final Path ELSEWHERE = Path.of("src/test/resources/good/elsewhere/input");

  @TempDir private Path scratch;

  static List<GoldenTest.Case> good() throws IOException {
    return GoldenTest.good();
  }

  @ParameterizedTest
  @MethodSource("good")
  void eclipsesCompilerGetsTheSameSourcesAndTakesThem(GoldenTest.Case service) {
    List<String> options =
        List.of("--release", "17", "-encoding", "UTF-8", "-classpath", Compilation.classPath());
    Compilation compilation =
        Compilation.of(
            new EclipseCompiler(), options, service.input(), scratch, List.of(new RpcProcessor()));

    assertThat(compilation.diagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .as(compilation.report())
        .isEmpty();
    assertThat(compilation.generated()).isEqualTo(Compilation.read(service.expected()));
  }

  @Test
  void generatedCodeCompilesInAModuleThatOnlyRequiresTheRuntime() throws IOException {
    Path sources = copy(CALCULATOR);
    Files.writeString(
        sources.resolve("module-info.java"),
        "module com.acme { requires transitive io.tightwire.runtime; exports com.acme; }");
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(List.of("--module-path", Compilation.classPath()));

    Compilation compilation = javac(options, sources, new RpcProcessor());

    assertThat(compilation.report()).isEmpty();
  }

  @Test
  void modulesThatAreCompiledTogetherEachGetTheirOwn() throws IOException {
    Path sources = scratch.resolve("source");
    for (String name : List.of("one", "two")) {
      Path folder = Files.createDirectories(sources.resolve(name).resolve("com").resolve(name));
      Files.writeString(
          sources.resolve(name).resolve("module-info.java"),
          "module "
              + name
              + " { requires transitive io.tightwire.runtime; exports com."
              + name
              + "; }");
      Files.writeString(
          folder.resolve("Shop.java"),
          "package com."
              + name
              + "; @io.tightwire.annotation.RpcService public interface Shop { int count(); }");
    }
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(List.of("--module-path", Compilation.classPath()));
    options.addAll(List.of("--module-source-path", sources.toString()));

    Compilation compilation = javac(options, sources, new RpcProcessor());

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated())
        .containsKey("one/META-INF/tightwire/com.one.Shop.json")
        .containsKey("two/META-INF/tightwire/com.two.Shop.json");
  }

  @Test
  void modulesThatAreCompiledTogetherMayHaveServicesOfTheSameName() throws IOException {
    Path sources = scratch.resolve("source");
    for (String name : List.of("one", "two")) {
      Path folder = Files.createDirectories(sources.resolve(name).resolve("p"));
      Files.writeString(
          sources.resolve(name).resolve("module-info.java"),
          "module " + name + " { requires transitive io.tightwire.runtime; }");
      Files.writeString(
          folder.resolve("Shop.java"),
          "package p; @io.tightwire.annotation.RpcService public interface Shop { Item "
              + name
              + "(); record Item(int "
              + name
              + ") {} }");
    }
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(List.of("--module-path", Compilation.classPath()));
    options.addAll(List.of("--module-source-path", sources.toString()));

    Compilation compilation = javac(options, sources, new RpcProcessor());

    assertThat(compilation.report()).isEmpty();
    for (String name : List.of("one", "two")) {
      assertThat(compilation.generated().get(name + "/META-INF/tightwire/p.Shop.json"))
          .contains("\"" + name + '"');
      assertThat(compilation.classes().resolve(name).resolve("p/ShopStub$Blocking.class")).exists();
    }
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void servicesInCompactSourceFilesAreRefused() throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(
        sources.resolve("Main.java"),
        "@io.tightwire.annotation.RpcService interface Shop { int count(); }\nvoid main() {}");

    Compilation compilation =
        javac(
            List.of("-Xlint:all,-processing", "-Werror", "-classpath", Compilation.classPath()),
            sources,
            new RpcProcessor());

    assertThat(compilation.report())
        .isEqualTo(
            "Main.java:1: [RpcPrivateService] Shop is declared where no other code can name it, as"
                + " in a compact source file, so generated code can't either. Declare it in a"
                + " separate file.\n");
  }

  @Test
  void namesSurviveAnEncodingThatDoesNotHaveTheirCharacters() throws IOException {
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(List.of("-encoding", "US-ASCII"));
    Path escaped = Path.of("src/test/resources/good/escaped/input");

    Compilation compilation =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            options,
            StandardCharsets.US_ASCII,
            escaped,
            scratch,
            List.of(new RpcProcessor()));

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated())
        .isEqualTo(Compilation.read(escaped.resolveSibling("expected")));
  }

  @Test
  void serviceOfAModuleThatDoesNotRequireTheRuntimeIsToldSo() throws IOException {
    Path sources = copy(CALCULATOR);
    Files.writeString(
        sources.resolve("module-info.java"),
        "module com.acme { requires io.tightwire.annotations; exports com.acme; }");
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(List.of("--module-path", Compilation.classPath()));

    Compilation compilation = javac(options, sources, new RpcProcessor());

    assertThat(compilation.report())
        .contains("[RpcMissingRuntime] Calculator needs io.tightwire:rpc-runtime")
        .contains("requires transitive io.tightwire.runtime");
    assertThat(compilation.diagnostics()).hasSize(1);
  }

  @Test
  void gradleIsToldThatTheProcessorIsIsolating() throws IOException {
    try (InputStream metadata =
        RpcProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(metadata)
          .asString(StandardCharsets.UTF_8)
          .isEqualToIgnoringNewLines(RpcProcessor.class.getName() + ",isolating");
    }
  }

  @Test
  void everyGeneratedFileHasItsServiceAsItsOnlyOriginatingElement() {
    Map<String, String> origins = new TreeMap<>();

    javac(
        Compilation.STRICT,
        Path.of("src/test/resources/good/nested/input"),
        new InterceptedFilerProcessor(filer -> recordingOrigins(filer, origins)));

    assertThat(origins)
        .containsEntry("com.acme.Outer_InnerStub", "[com.acme.Outer.Inner]")
        .containsEntry("com.acme.Outer_InnerCodecs", "[com.acme.Outer.Inner]")
        .containsEntry(
            "com.acme.Outer_Inner_Holder_DeepestStub", "[com.acme.Outer.Inner.Holder.Deepest]")
        .containsEntry("META-INF/tightwire/com.acme.Outer.Inner.json", "[com.acme.Outer.Inner]")
        .hasSize(10);
  }

  @Test
  void typesThatAnotherProcessorIsStillToGenerateAreWaitedFor() throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(
        sources.resolve("Waiting.java"),
        "@io.tightwire.annotation.RpcService interface Waiting {"
            + " Made make(Holder holder); record Holder(java.util.List<Made> made) {} }");

    Compilation compilation =
        javac(
            Compilation.STRICT,
            sources,
            new RpcProcessor(),
            new SourceWritingProcessor("Made", "record Made(int number) {}"));

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated()).containsKey("WaitingStub.java");
  }

  @Test
  void exceptionsTravelInTheSameWayWhenTheyComeFromClassFiles() throws IOException {
    Path service = copy(CALCULATOR);

    Compilation compilation =
        compileFirst(service.resolve("com/acme/InsufficientFundsException.java"), service);

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated())
        .isEqualTo(Compilation.read(CALCULATOR.resolveSibling("expected")));
  }

  @Test
  void recordsEnumsAndSealedTypesTravelInTheSameWayWhenTheyComeFromClassFiles() throws IOException {
    Path service = copy(ELSEWHERE);

    Compilation compilation =
        compileFirst(service.resolve("com/acme/parts"), service, "-parameters");

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated())
        .isEqualTo(Compilation.read(ELSEWHERE.resolveSibling("expected")));
  }

  @Test
  void whatMayBeNullInClassFilesIsNotRefused() throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(
        sources.resolve("Box.java"),
        "@org.jspecify.annotations.NullMarked"
            + " record Box<T>(@org.jspecify.annotations.Nullable T content) {}");
    Files.writeString(
        sources.resolve("Store.java"),
        "@org.jspecify.annotations.NullMarked @io.tightwire.annotation.RpcService"
            + " interface Store { void put(Box<String> box); }");

    Compilation compilation = compileFirst(sources.resolve("Box.java"), sources);

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("StoreCodecs.java")).doesNotContain("nonNull");
  }

  @Test
  void callersOfStubsAreNotWarnedOfGenericVarargs() throws IOException {
    Path sources = copy(Path.of("src/test/resources/good/varargs/input"));
    Files.writeString(
        sources.resolve("com/acme/Caller.java"),
        "package com.acme; import java.util.List; class Caller {"
            + " void call(VarargsStub stub, List<String> list) { stub.put(list, list).remote(); } }");

    Compilation compilation = javac(Compilation.STRICT, sources, new RpcProcessor());

    assertThat(compilation.report()).isEmpty();
  }

  /** Moves some of the sources away, and compiles the rest against their class files. */
  private Compilation compileFirst(Path some, Path sources, String... more) throws IOException {
    Path moved = Files.createDirectories(scratch.resolve("moved"));
    Files.move(some, moved.resolve(some.getFileName()));
    Compilation before =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            Stream.concat(Compilation.STRICT.stream(), Stream.of(more)).toList(),
            moved,
            scratch.resolve("before"),
            List.of());
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.addAll(
        List.of("-classpath", Compilation.classPath() + File.pathSeparator + before.classes()));
    return javac(options, sources, new RpcProcessor());
  }

  private Compilation javac(List<String> options, Path sources, Processor... processors) {
    return Compilation.of(
        ToolProvider.getSystemJavaCompiler(), options, sources, scratch, List.of(processors));
  }

  private Path copy(Path sources) throws IOException {
    return Compilation.copy(sources, scratch.resolve("source"));
  }

  private static Filer recordingOrigins(Filer filer, Map<String, String> origins) {
    return (Filer)
        Proxy.newProxyInstance(
            EnvironmentsTest.class.getClassLoader(),
            new Class<?>[] {Filer.class},
            (proxy, method, arguments) -> {
              List<String> elements =
                  Stream.of((Element[]) arguments[arguments.length - 1])
                      .map(element -> ((TypeElement) element).getQualifiedName().toString())
                      .toList();
              origins.put(arguments[arguments.length - 2].toString(), elements.toString());
              return method.invoke(filer, arguments);
            });
  }
}
