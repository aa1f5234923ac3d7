package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that stubs have the text of users' comments only where it means the same: {@code javadoc}
 * and {@code -Xdoclint} find nothing in a stub that they do not find in its interface.
 */
class DocumentationTest {

  private static final Path DOCUMENTED = Path.of("src/test/resources/good/documented/input");

  @TempDir private Path scratch;

  @Test
  void doclintFindsNothingInStubs() throws IOException {
    Compilation compilation = lint(DOCUMENTED);

    assertThat(compilation.report().lines())
        .filteredOn(line -> !line.startsWith("Documented.java:")) // the interface leaves some out
        .as("a method without a comment has none in the stub either")
        .containsExactly("DocumentedStub.java:141: no comment");
  }

  @Test
  void javadocTakesInterfacesWithTheirStubs() throws IOException {
    Compilation compilation = Compilation.of(DOCUMENTED, scratch);

    assertThat(compilation.report()).isEmpty();
    assertThat(javadoc()).doesNotContain("error:").doesNotContain("not found");
    String stub = read("com/acme/docs/DocumentedStub.html");
    assertThat(stub).contains("Converts to <code>TimeUnit.DAYS</code>");
    assertThat(stub).contains("Documented.html#show(java.lang.String,int...)");
  }

  @Test
  void markdownIsLinkedTo() throws IOException {
    assumeTrue(Runtime.version().feature() >= 23, "JDKs before 23 take it for other comments");
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(
        sources.resolve("Marked.java"),
        """
        import java.util.concurrent.TimeUnit;

        /// A service.
        @io.tightwire.annotation.RpcService
        public interface Marked {

          /// Adds `a */ b`, see [TimeUnit].
          ///
          /// @param a the `<first>`
          /// @return the *sum*
          int add(int a);
        }
        """);

    Compilation compilation = lint(sources);

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("MarkedStub.java"))
        .contains("Describes a call of {@link Marked#add(int)}.")
        .doesNotContain("*/ b");
    assertThat(javadoc()).isEmpty();
  }

  private Compilation lint(Path sources) {
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.add("-Xdoclint:all/protected");
    return Compilation.of(
        javax.tools.ToolProvider.getSystemJavaCompiler(),
        options,
        sources,
        scratch,
        List.of(new RpcProcessor()));
  }

  /** Returns the tool's output for the sources of the service and the generated ones. */
  private String javadoc() throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-quiet", "-Xdoclint:all,-missing", "-encoding", "UTF-8"));
    arguments.addAll(List.of("-d", scratch.resolve("pages").toString()));
    arguments.addAll(List.of("-classpath", Compilation.classPath() + File.pathSeparator));
    Path sources = Files.exists(scratch.resolve("source")) ? scratch.resolve("source") : DOCUMENTED;
    for (Path folder : List.of(sources, scratch.resolve("generated"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(arguments::add);
      }
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    ToolProvider.findFirst("javadoc").orElseThrow().run(out, out, arguments.toArray(new String[0]));
    return said.toString(StandardCharsets.UTF_8);
  }

  private String read(String page) throws IOException {
    return Files.readString(scratch.resolve("pages").resolve(page));
  }
}
