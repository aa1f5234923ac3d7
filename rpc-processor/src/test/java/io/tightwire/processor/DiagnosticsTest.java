package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.processor.diagnostics.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {

  private static final Path CASES = Path.of("src/test/resources");

  @TempDir private Path scratch;

  @Test
  void everyCodeIsExplainedAndNoOtherIs() throws IOException {
    List<String> explained =
        Pattern.compile("^## (Rpc\\w+)$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/DIAGNOSTICS.md")))
            .results()
            .map(result -> result.group(1))
            .toList();

    assertThat(explained).containsExactlyElementsOf(codes());
  }

  @Test
  void everyCodeHasABadCase() throws IOException {
    StringBuilder reported = new StringBuilder();
    for (GoldenTest.Case service : GoldenTest.bad()) {
      reported.append(Files.readString(service.errors()));
    }

    assertThat(codes())
        .filteredOn(code -> !code.equals(ProblemCode.INTERNAL_ERROR.display()))
        .allSatisfy(code -> assertThat(reported).contains("[" + code + "]"));
  }

  @Test
  void failureOfTheProcessorIsOneMessageThatSaysWhoseBugItIs() {
    Compilation compilation =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            Compilation.STRICT,
            CASES.resolve("good/calculator/input"),
            scratch,
            List.of(
                new InterceptedFilerProcessor(
                    filer -> {
                      throw new IllegalStateException("no disk");
                    })));

    assertThat(compilation.diagnostics()).hasSize(1);
    assertThat(compilation.report())
        .startsWith("Calculator.java:11: [RpcInternalError] The processor failed on")
        .contains("com.acme.Calculator", "bug in Tightwire", "IllegalStateException: no disk");
  }

  private static List<String> codes() {
    return Stream.of(ProblemCode.values()).map(ProblemCode::display).toList();
  }
}
