package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.stub.RpcSkeleton;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes at which class files come to their limits. */
class LimitsTest {

  @TempDir private Path scratch;

  @Test
  void serviceOf300MethodsWith200RecordsCompilesAndLoads() throws Exception {
    GeneratedClasses classes =
        compile(
            "@io.tightwire.annotation.RpcService interface Big {"
                + list(300, "", i -> "Data%d m%d(Data%d a, int b);".formatted(i % 200, i, i % 200))
                + list(200, "", i -> "record Data%d(int a, String b, Data%d c) {}".formatted(i, i))
                + "}");

    assertThat(skeleton(classes).methods()).hasSize(300);
  }

  @Test
  void recordOf200ComponentsAndEnumOf500ConstantsSurvive() throws Exception {
    GeneratedClasses classes =
        compile(
            "@io.tightwire.annotation.RpcService interface Big {"
                + "Wide wide(Many many);"
                + ("record Wide(" + list(200, ", ", i -> "Integer a" + i) + ") {}")
                + ("enum Many {" + list(500, ", ", i -> "CONSTANT_" + i) + "}")
                + "}");

    assertThat(skeleton(classes).methods()).hasSize(1);
    GeneratedCodecs codecs = new GeneratedCodecs(classes.load("BigCodecs"));
    Object value = new RandomValues(1, true).of(codecs.type("Wide"));
    assertThat(codecs.read("Wide", codecs.write("Wide", value))).hasToString(value.toString());
  }

  @Test
  void methodOf250ParametersIsCalledThroughTheStub() throws Exception {
    GeneratedClasses classes =
        compile(
            "@io.tightwire.annotation.RpcService interface Big {"
                + ("int count(" + list(250, ", ", i -> "int a" + i) + ");")
                + "}");

    Object stub = classes.create("BigStub", new LoopbackChannel(skeleton(classes)));
    Object view = GeneratedClasses.call(stub, "blocking");
    Object[] ones = IntStream.range(0, 250).mapToObj(i -> (Object) 1).toArray();
    assertThat(GeneratedClasses.call(view, "count", ones)).isEqualTo(250);
  }

  /** A skeleton on an implementation that returns the number of its arguments. */
  private static RpcSkeleton skeleton(GeneratedClasses classes) throws Exception {
    Class<?> service = classes.load("Big");
    Object implementation =
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> arguments.length);
    return (RpcSkeleton) classes.create("BigSkeleton", implementation);
  }

  private GeneratedClasses compile(String source) throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(sources.resolve("Big.java"), source);
    Compilation compilation = Compilation.of(sources, scratch);
    assertThat(compilation.report()).isEmpty();
    return new GeneratedClasses(compilation);
  }

  private static String list(int count, String separator, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(separator));
  }
}
