package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when lock files are read, and when they are written. */
class LockFilesTest {

  private static final String UPDATE = "-Atightwire.lock.update=true";
  private static final String HEAD = "@io.tightwire.annotation.RpcService interface Shop { ";
  private static final String NULLS = "@org.jspecify.annotations.NullMarked ";
  private static final String ONE = HEAD + "int one(); }";
  private static final String TWO = HEAD + "int one(); int two(java.util.Map<String, int[]> a); }";
  private static final String OTHER = HEAD + "long one(); }";

  @TempDir private Path scratch;
  private int compiled;

  static List<GoldenTest.Case> good() throws IOException {
    return GoldenTest.good();
  }

  @Test
  void withoutAFolderNoneAreAskedFor() throws IOException {
    assertThat(compile(source(ONE), UPDATE)).isEmpty();
    assertThat(scratch.resolve("lock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Shop {}",
        "@Deprecated class Shop {}",
        "@FunctionalInterface interface Shop { void go(); }"
      })
  void optionsAreKnownWhereThereIsNoService(String source) throws IOException {
    assertThat(compile(source(source), folder())).isEmpty();
    assertThat(compile(source(source), UPDATE)).isEmpty();
    assertThat(scratch.resolve("lock")).doesNotExist();
  }

  @Test
  void filesMayBeginWithAByteOrderMarkAndBeIndentedWithTabs() throws IOException {
    assertThat(compile(source(TWO), folder(), UPDATE)).isEmpty();
    String written = Files.readString(file());
    String edited =
        "\uFEFF" + written.replaceAll("(?m)^ +", "\t").replace("takes a ", "takes\ta\t");
    assertThat(edited).contains("\n\ttakes\ta\t");
    Files.writeString(file(), edited.replace("\n\ttakes", "\n\t# by hand\r\n\ttakes"));

    assertThat(compile(source(TWO), folder())).isEmpty();
    assertThat(compile(source(ONE), folder())).contains("[RpcBreakingChange] ");
  }

  @Test
  void missingFileIsAnErrorThatSaysHowToMakeIt() throws IOException {
    assertThat(compile(source(ONE), folder()))
        .containsOnlyOnce("[RpcMissingLock] Shop has no lock file " + file())
        .contains(UPDATE);
    assertThat(file()).doesNotExist();
  }

  @Test
  void interfaceThatHasMovedAwayFromItsFileIsNotTakenForANewOne() throws IOException {
    assertThat(compile(source(ONE), folder(), UPDATE)).isEmpty();
    String moved = ONE.replace("Shop", "Store");

    assertThat(compile(source(moved), folder())).contains("rename its file, too");
    Files.move(file(), file().resolveSibling("Store.lock"));
    assertThat(compile(source(moved), folder(), UPDATE))
        .contains("Store is \"Store\" on the wire, and was \"Shop\"");
  }

  @Test
  void updateWritesWhatIsThenAccepted() throws IOException {
    assertThat(compile(source(TWO), folder(), UPDATE)).isEmpty();

    assertThat(Files.readString(file()))
        .endsWith(
            """
            service Shop

            method one
              returns int

            method two
              takes a map? of string? to list? of int
              returns int
            """);
    assertThat(compile(source(TWO), folder())).isEmpty();
  }

  @Test
  void compatibleChangeIsWrittenOnlyOnUpdate() throws IOException {
    assertThat(compile(source(ONE), folder(), UPDATE)).isEmpty();
    String former = Files.readString(file());

    assertThat(compile(source(TWO), folder())).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(former);
    assertThat(compile(source(TWO), folder(), UPDATE)).isEmpty();
    assertThat(Files.readString(file())).contains("method two");
  }

  @Test
  void breakingChangeIsNeverWritten() throws IOException {
    assertThat(compile(source(ONE), folder(), UPDATE)).isEmpty();
    String former = Files.readString(file());

    assertThat(compile(source(OTHER), folder(), UPDATE)).contains("[RpcBreakingChange]");
    assertThat(Files.readString(file())).isEqualTo(former);
    Files.delete(file());
    assertThat(compile(source(OTHER), folder(), UPDATE)).isEmpty();
  }

  @Test
  void lineEndsOfOtherSystemsAndCommentsAreNoChange() throws IOException {
    assertThat(compile(source(TWO), folder(), UPDATE)).isEmpty();
    String same = Files.readString(file()).replace("\n", "\r\n") + "# The end\r\n";
    Files.writeString(file(), same);

    assertThat(compile(source(TWO), folder(), UPDATE)).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(same);
  }

  @Test
  void messagesNameTheFileInFullSinceBuildToolsRunTheCompilerAnywhere() throws IOException {
    assertThat(compile(source(ONE), "-Atightwire.lock=no/such"))
        .contains("no lock file " + Path.of("no/such/Shop.lock").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Atightwire.lock", "-Atightwire.lock="})
  void folderThatHasNoNameIsAnErrorAndNotWhereTheCompilerRuns(String folder) throws IOException {
    assertThat(compile(source(ONE), folder, UPDATE))
        .containsOnlyOnce("[RpcUnusableLock]")
        .contains("-Atightwire.lock names no folder");
  }

  @Test
  void updateNeedsNoValue() throws IOException {
    assertThat(compile(source(ONE), folder(), "-Atightwire.lock.update=false"))
        .contains("[RpcMissingLock]");
    assertThat(compile(source(ONE), folder(), "-Atightwire.lock.update")).isEmpty();
    assertThat(file()).exists();
  }

  @ParameterizedTest
  @MethodSource("good")
  void everyServiceIsReadAsItWasWritten(GoldenTest.Case service) throws IOException {
    assertThat(compile(service.input(), folder(), UPDATE)).isEmpty();
    List<Path> files;
    try (Stream<Path> all = Files.list(scratch.resolve("lock"))) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.writeString(file, Files.readString(file).replaceFirst("(?m)^#.*$", "# Another head"));
    }
    assertThat(files).isNotEmpty();
    assertThat(compile(service.input(), folder())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "service",
        "service Shop\n<<<<<<< HEAD\n",
        "service Shop\nservice Shop\nmethod one\n  returns int\n",
        "service Shop\n  returns int\n",
        "method one\n  returns int\n",
        "service Shop\nmethod one\n",
        "service Shop\nmethod one\n  returns\n",
        "service Shop\nmethod one\n  returns long\n  returns int\n",
        "service Shop\nmethod one\n  returns list\n",
        "service Shop\nmethod one\n  returns list of\n",
        "service Shop\nmethod one\n  returns map of int int\n",
        "service Shop\nmethod one\n  returns int int\n",
        "service Shop\nmethod one\n  returns ?\n",
        "service Shop\nmethod one\n  returns @A\n",
        "service Shop\nmethod one\n  throws X\n  returns int\n",
        "service Shop\nmethod one\n  takes a\n  returns int\n",
        "service Shop\nmethod one\n  field a int\n  returns int\n",
        "service Shop\nmethod one\n  returns int\nmethod one\n  returns int\n",
        "service Shop\nrecord A\n  field a @B\n",
        "service Shop\nsealed A\n  case a @B\n",
        "service Shop\nsealed A\n  case a @B\n  case a @C\nrecord B\nrecord C\n",
        "service Shop\nexception A\n  field a @B\n",
        "service Shop\nenum A\n  field a int\n",
        "service Shop\ncustom A\n"
      })
  void whatIsNoLockFileIsAnErrorAndNoFailure(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);

    assertThat(compile(source(ONE), folder(), UPDATE))
        .containsOnlyOnce("[RpcUnusableLock] The lock file " + file() + " of Shop can't be used: ")
        .contains("Restore it from version control");
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @Test
  void typeThatIsNestedEndlesslyIsAnErrorAndNoFailure() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(), "service Shop\nmethod one\n  returns " + "list of ".repeat(4_999) + "int\n");

    assertThat(compile(source(ONE), folder())).containsOnlyOnce("[RpcUnusableLock]");
  }

  @Test
  void whatCannotBeReadOrWrittenIsAnErrorAndNoFailure() throws IOException {
    Files.createDirectories(file());
    assertThat(compile(source(ONE), folder())).containsOnlyOnce("[RpcUnusableLock]");

    Path taken = Files.writeString(scratch.resolve("taken"), "");
    assertThat(compile(source(ONE), "-Atightwire.lock=" + taken, UPDATE))
        .containsOnlyOnce("[RpcUnusableLock]");
    assertThat(compile(source(ONE), "-Atightwire.lock=\0", UPDATE))
        .containsOnlyOnce("[RpcUnusableLock]");
    Path binary = Files.createDirectories(scratch.resolve("binary"));
    Files.write(binary.resolve("Shop.lock"), new byte[] {(byte) 0xff, 0});
    assertThat(compile(source(ONE), "-Atightwire.lock=" + binary))
        .containsOnlyOnce("[RpcUnusableLock]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIncrementalBuildsDoNotShowIsKnownFromTheLockFile(boolean classFilesAreRead)
      throws IOException {
    Supplier<Processor> processor =
        classFilesAreRead ? RpcProcessor::new : InterceptedFilerProcessor::withoutClassFiles;
    Path sources =
        source(
            NULLS
                + "@io.tightwire.annotation.RpcService interface Shop extends Base"
                + " { Part m(Part a); void n(Box<String> a); }");
    Files.writeString(
        sources.resolve("Base.java"),
        NULLS + "interface Base { String base(String a, java.util.List<String> b); }");
    Files.writeString(
        sources.resolve("Part.java"), NULLS + "record Part(String a, java.util.List<String> b) {}");
    Files.writeString(
        sources.resolve("Box.java"),
        NULLS + "record Box<T>(T a, @org.jspecify.annotations.Nullable T b) {}");
    Compilation all = compilation(sources, folder(), UPDATE);
    assertThat(all.report()).isEmpty();
    String former = Files.readString(file());
    assertThat(former)
        .contains(
            "returns string\n",
            "BoxOfString\n  field a string\n  field b string?",
            "b list of string\n");

    for (String others : List.of("Base.java", "Part.java", "Box.java")) {
      Files.delete(sources.resolve(others));
    }
    String[] incremental = {
      folder(), UPDATE, "-classpath", Compilation.classPath() + File.pathSeparator + all.classes()
    };
    assertThat(compilation(processor.get(), sources, incremental).report()).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(former);

    Path shop = sources.resolve("Shop.java");
    Files.writeString(shop, Files.readString(shop).replace("Part m(", "String o(); Part m("));
    assertThat(compilation(processor.get(), sources, incremental).report()).isEmpty();
    assertThat(Files.readString(file()).replace("\nmethod o\n  returns string\n", ""))
        .isEqualTo(former);
  }

  @Test
  void whatClassFilesDoShowIsCompared() throws IOException {
    Path shop =
        source(
            NULLS
                + "@io.tightwire.annotation.RpcService interface Shop"
                + " { void m(java.util.List<Part> a); Part n(); }");
    assertThat(
            compile(
                shop,
                folder(),
                UPDATE,
                classPathOf("@org.jspecify.annotations.Nullable Integer a, int[] b, int c")))
        .isEmpty();

    assertThat(compile(shop, folder(), classPathOf("int a, Integer[] b, java.util.OptionalInt c")))
        .contains("Part.a is \"int\" on the wire, and was \"int?\"")
        .contains("Part.c is \"int?\" on the wire, and was \"int\"")
        .doesNotContain("Part.b");
  }

  private String classPathOf(String components) throws IOException {
    Path part = Files.createDirectories(scratch.resolve("part" + compiled));
    Files.writeString(part.resolve("Part.java"), NULLS + "record Part(" + components + ") {}");
    Path classes = compilation(part).classes();
    return "--class-path=" + Compilation.classPath() + File.pathSeparator + classes;
  }

  private String folder() {
    return "-Atightwire.lock=" + scratch.resolve("lock");
  }

  private Path file() {
    return scratch.resolve("lock").resolve("Shop.lock");
  }

  private Path source(String text) throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source" + compiled));
    Files.writeString(sources.resolve("Shop.java"), text);
    return sources;
  }

  private String compile(Path sources, String... options) {
    return compilation(sources, options).report();
  }

  private Compilation compilation(Path sources, String... options) {
    return compilation(new RpcProcessor(), sources, options);
  }

  private Compilation compilation(Processor processor, Path sources, String... options) {
    List<String> all = new ArrayList<>(Compilation.STRICT);
    all.addAll(List.of(options));
    return Compilation.of(
        ToolProvider.getSystemJavaCompiler(),
        all,
        sources,
        scratch.resolve("" + compiled++),
        List.of(processor));
  }
}
