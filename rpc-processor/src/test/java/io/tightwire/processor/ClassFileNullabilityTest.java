package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that null is refused in the same places, whether types come from sources or from class
 * files.
 */
class ClassFileNullabilityTest {

  private static final Path RESOURCES = Path.of("src/test/resources/good/nullelsewhere");
  private static final String PATH = Compilation.classPath() + File.pathSeparator;

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final String CODECS = "com/acme/shop/ShopCodecs.java";
  private static final String DESCRIPTION = "META-INF/tightwire/com.acme.shop.Shop.json";

  @TempDir private Path scratch;

  private Path model;
  private Path service;
  private Map<String, String> expected;

  static List<JavaCompiler> compilers() {
    return List.of(ToolProvider.getSystemJavaCompiler(), new EclipseCompiler());
  }

  static List<GoldenTest.Case> good() throws IOException {
    return GoldenTest.good();
  }

  @BeforeEach
  void divideSources() throws IOException {
    expected = Compilation.read(RESOURCES.resolve("expected"));
    model = Compilation.copy(RESOURCES.resolve("input"), scratch.resolve("model"));
    service = Files.createDirectories(scratch.resolve("service"));
    Files.move(model.resolve("com/acme/shop"), service.resolve("shop"));
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void ofTheClassPath(JavaCompiler compiler) {
    Path classes = classes(compiler, "-classpath", PATH);

    assertThat(compile(JAVAC, service, "out", "-classpath", PATH + classes).generated())
        .isEqualTo(expected);
  }

  /** Eclipse's compiler does not show names of parameters, and has methods in another order. */
  @ParameterizedTest
  @MethodSource("compilers")
  void ofTheClassPathOfEclipsesCompiler(JavaCompiler compiler) {
    Path classes = classes(compiler, "-classpath", PATH);

    Map<String, String> generated =
        compile(new EclipseCompiler(), service, "out", "-classpath", PATH + classes).generated();

    assertThat(String.valueOf(generated.get(CODECS)).lines())
        .containsExactlyInAnyOrderElementsOf(String.valueOf(expected.get(CODECS)).lines().toList());
    assertThat(withoutParameterNames(generated.get(DESCRIPTION)))
        .isEqualTo(withoutParameterNames(expected.get(DESCRIPTION)));
  }

  @Test
  void ofTheModulePath() throws IOException {
    Files.delete(model.resolve("com/acme/model/package-info.java"));
    declare(
        model,
        "@org.jspecify.annotations.NullMarked module model {"
            + " requires transitive org.jspecify; exports com.acme.model; exports com.acme.free; }");
    declare(
        service,
        "module shop { requires transitive io.tightwire.runtime; requires transitive model;"
            + " exports com.acme.shop; }");
    Path classes = classes(JAVAC, "--module-path", PATH);

    assertThat(compile(JAVAC, service, "out", "--module-path", PATH + classes).generated())
        .isEqualTo(expected);
  }

  @Test
  void ofTheModuleThatIsCompiled() throws IOException {
    Files.delete(model.resolve("com/acme/model/package-info.java"));
    String module =
        "@org.jspecify.annotations.NullMarked module shop {"
            + " requires transitive io.tightwire.runtime; requires transitive org.jspecify;"
            + " exports com.acme.shop; exports com.acme.model; }";
    declare(model, module.replace("exports com.acme.shop; ", ""));
    declare(service, module);
    Path classes = classes(JAVAC, "--module-path", PATH);
    Files.move(classes, Files.createDirectories(scratch.resolve("out")).resolve("classes"));

    assertThat(compile(JAVAC, service, "out", "--module-path", PATH).generated())
        .isEqualTo(expected);
  }

  @Test
  void ofClassFilesThatAreNotFoundAreNotRefused() {
    Path classes = classes(JAVAC, "-classpath", PATH);
    List<String> options = List.of("--release", "17", "-classpath", PATH + classes);

    Compilation compilation =
        compile(
            JAVAC, service, "out", options, List.of(InterceptedFilerProcessor.withoutClassFiles()));

    assertThat(compilation.generated().get(CODECS))
        .contains("writePart(")
        .doesNotContain("\"Part.");
    assertThat(compilation.generated().get("com/acme/shop/ShopStub.java"))
        .contains("nonNull(part, \"Argument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sourcepath", "-classpath"})
  void ofSourcesThatTheCompilerFindsOnItsOwn(String path) {
    List<String> options =
        path.equals("-classpath")
            ? List.of("--release", "17", "-classpath", PATH + model)
            : List.of("--release", "17", "-classpath", PATH, path, model.toString());

    assertThat(compile(JAVAC, service, "out", options, List.of(new RpcProcessor())).generated())
        .isEqualTo(expected);
  }

  @Test
  void ofSourcesThatAreNewerThanTheirClassFiles() throws IOException {
    Path part = model.resolve("com/acme/model/Part.java");
    String source = Files.readString(part);
    Files.writeString(part, source.replace("@NullMarked", "").replace("@Nullable", ""));
    Path classes = classes(JAVAC, "-classpath", PATH);
    Files.writeString(part, source);
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(
            compile(
                    JAVAC,
                    service,
                    "out",
                    "-classpath",
                    PATH + classes,
                    "-sourcepath",
                    model.toString())
                .generated())
        .isEqualTo(expected);
  }

  @Test
  void annotationsWhoseClassesAreMissingStillCountButAreNotRepeated() throws IOException {
    Path parents = Files.createDirectories(scratch.resolve("parents"));
    write(
        parents,
        "x/Nullable.java",
        "package x; @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)"
            + " public @interface Nullable {}");
    write(parents, "y/Nullable.java", "package y; public @interface Nullable { String value(); }");
    write(
        parents,
        "z/Parent.java",
        "package z; @org.jspecify.annotations.NullMarked public interface Parent {"
            + " String put(String none, @x.Nullable String x, @y.Nullable(\"y\") String y);"
            + " @x.Nullable String x(java.util.List<@x.Nullable String> some);"
            + " @y.Nullable(\"y\") String y(); }");
    Path classes = classes(JAVAC, parents, "-classpath", PATH);
    for (String name : List.of("x", "y")) {
      Files.delete(classes.resolve(name).resolve("Nullable.class"));
    }
    Path sources = Files.createDirectories(scratch.resolve("sources"));
    write(
        sources,
        "Shop.java",
        "@org.jspecify.annotations.NullMarked @io.tightwire.annotation.RpcService"
            + " public interface Shop extends z.Parent {}");

    Map<String, String> generated =
        compile(JAVAC, sources, "out", "-classpath", PATH + classes).generated();

    assertThat(generated.get("ShopStub.java"))
        .contains("put(String none, String x, String y)", "nonNull(none, ")
        .doesNotContain("Nullable", "nonNull(x, ", "nonNull(y, ");
  }

  private static void write(Path folder, String name, String source) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }

  @ParameterizedTest
  @MethodSource("good")
  void ofAllElseWhenOnlyServicesAreCompiledAgain(GoldenTest.Case service) throws IOException {
    Path changed = Compilation.copy(service.input(), scratch.resolve("changed"));
    Path classes = classes(JAVAC, changed, "-classpath", PATH);
    try (Stream<Path> files = Files.walk(changed)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String source = Files.readString(file);
        boolean isCommentedParent =
            source.contains("{@inheritDoc}"); // class files have no comments
        if (!source.contains("@RpcService") && !isCommentedParent) {
          Files.delete(file);
        }
      }
    }

    assertThat(compile(JAVAC, changed, "out", "-classpath", PATH + classes).generated())
        .isEqualTo(Compilation.read(service.expected()));
  }

  private static String withoutParameterNames(@Nullable String description) {
    return String.valueOf(description).replaceAll("\\{\"name\": \"\\w+\", \"type\"", "{");
  }

  private Path classes(JavaCompiler compiler, String... options) {
    return classes(compiler, model, options);
  }

  private Path classes(JavaCompiler compiler, Path sources, String... options) {
    List<String> all = new ArrayList<>(List.of("--release", "17", "-parameters"));
    all.addAll(List.of(options));
    return compile(compiler, sources, "before", all, List.of()).classes();
  }

  private Compilation compile(
      JavaCompiler compiler, Path sources, String folder, String... options) {
    List<String> all = new ArrayList<>(List.of("--release", "17"));
    all.addAll(List.of(options));
    return compile(compiler, sources, folder, all, List.of(new RpcProcessor()));
  }

  private Compilation compile(
      JavaCompiler compiler,
      Path sources,
      String folder,
      List<String> options,
      List<Processor> processors) {
    Compilation compilation =
        Compilation.of(compiler, options, sources, scratch.resolve(folder), processors);
    assertThat(compilation.diagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .as(compilation.report())
        .isEmpty();
    return compilation;
  }

  private static void declare(Path sources, String module) throws IOException {
    Files.writeString(sources.resolve("module-info.java"), module);
  }
}
