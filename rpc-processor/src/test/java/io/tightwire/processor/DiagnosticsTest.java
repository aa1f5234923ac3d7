package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.processor.diagnostics.ProblemCode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
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
            List.of(new WithBrokenFiler()));

    assertThat(compilation.diagnostics()).hasSize(1);
    assertThat(compilation.report())
        .startsWith("Calculator.java:11: [RpcInternalError] The processor failed on")
        .contains("com.acme.Calculator", "bug in Tightwire", "IllegalStateException: no disk");
  }

  private static List<String> codes() {
    return Stream.of(ProblemCode.values()).map(ProblemCode::display).toList();
  }

  /** The processor in an environment that fails whenever a file is to be written. */
  private static final class WithBrokenFiler extends AbstractProcessor {

    private final Processor processor = new RpcProcessor();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      ClassLoader loader = DiagnosticsTest.class.getClassLoader();
      processor.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  loader,
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("getFiler")) {
                      throw new IllegalStateException("no disk");
                    }
                    return method.invoke(environment, arguments);
                  }));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }
  }
}
