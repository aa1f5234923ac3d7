package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests services with classes to which Lombok adds members in the first round, before or after the
 * processor runs.
 */
class LombokTest {

  private static final String SERVICE =
      "@io.tightwire.annotation.RpcService public interface Shop { void buy() throws Gone; }";

  @TempDir private Path scratch;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | @Getter @AllArgsConstructor class Gone extends Exception { private final int code; private final boolean last; }
          false | @Getter @AllArgsConstructor class Gone extends Exception { private final int code; private final boolean last; }
          true  | @AllArgsConstructor class Gone extends Exception { @Getter int code; @Getter boolean last; Gone(String message) { super(message); } }
          false | @AllArgsConstructor class Gone extends Exception { @Getter int code; @Getter boolean last; Gone(String message) { super(message); } }
          true  | @Value @EqualsAndHashCode(callSuper = false) class Gone extends Exception { int code; boolean last; }
          false | @Value @EqualsAndHashCode(callSuper = false) class Gone extends Exception { int code; boolean last; }
          false | @Getter @RequiredArgsConstructor class Gone extends Exception { final int code; final boolean last; int tries = 1; }
          false | @Getter class Gone extends Exception { final int code; final boolean last; Gone(int code, boolean last) { this.code = code; this.last = last; } }
          false | class Gone extends Base { Gone(int code, boolean last) { super(code, last); } } @Getter @AllArgsConstructor class Base extends Exception { private final int code; private final boolean last; }
          """)
  void stateOfExceptionsTravelsWhicheverProcessorIsFirst(boolean lombokFirst, String exception)
      throws Exception {
    Compilation compilation = compile(exception, lombokFirst, lombok());

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("ShopCodecs.java")).contains("new Gone(code, last)");
  }

  @Test
  void annotationsOfLombokWithoutLombokAreReported() throws IOException {
    Compilation compilation =
        compile(
            "@Getter @AllArgsConstructor class Gone extends Exception {"
                + " private int code; private String reason; }",
            false);

    assertThat(compilation.report())
        .contains("[RpcUnresolvedType] Shop mentions what Lombok is to add to Gone");
    assertThat(compilation.generated()).doesNotContainKey("ShopCodecs.java");
  }

  private Compilation compile(String exception, boolean lombokFirst, Processor... lombok)
      throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(sources.resolve("Shop.java"), SERVICE);
    Files.writeString(
        sources.resolve("Gone.java"),
        "import lombok.*;\n@SuppressWarnings(\"serial\") " + exception);
    List<Processor> processors =
        new ArrayList<>(Stream.concat(Stream.of(new RpcProcessor()), Stream.of(lombok)).toList());
    if (lombokFirst) {
      Collections.reverse(processors);
    }
    List<String> options = new ArrayList<>(Compilation.STRICT);
    options.set(2, "-Xlint:all,-processing,-serial");
    return Compilation.of(
        ToolProvider.getSystemJavaCompiler(), options, sources, scratch, processors);
  }

  private static Processor lombok() throws ReflectiveOperationException {
    Constructor<?> constructor =
        Class.forName("lombok.launch.AnnotationProcessorHider$AnnotationProcessor")
            .getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Processor) constructor.newInstance();
  }
}
