package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.generated.RpcSkeleton;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests services whose size comes close to the limits of class files. */
class LimitsTest {

  @TempDir private Path scratch;

  @Test
  void serviceOf300MethodsWith200RecordsCompilesAndLoads() throws Exception {
    GeneratedClasses classes = compile(big(300, 200));

    assertThat(skeleton(classes).methods()).hasSize(300);
  }

  /**
   * Compares a service with one of twice the size, so that the parts that each service has once do
   * not count.
   */
  @Test
  void classFilesStayLean() throws Exception {
    long base = generatedBytes("base", 50, 50);

    long method = (generatedBytes("methods", 100, 50) - base) / 50;
    long record = (generatedBytes("records", 50, 100) - base) / 50;

    assertThat(method).as("bytes of class files for one method").isLessThan(750);
    assertThat(record).as("bytes of class files for one record").isLessThan(900);
  }

  private long generatedBytes(String name, int methods, int records) throws IOException {
    Path classes = compile(big(methods, records), scratch.resolve(name)).classes();
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("Big(Stub|Stub\\$Blocking|Skeleton|Methods|Codecs)\\.class"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /**
   * Creates a service. Each method has a result and parameters of two kinds; each record leads to
   * the next.
   */
  static String big(int methods, int records) {
    return "@io.tightwire.annotation.RpcService interface Big {"
        + list(
            methods,
            "",
            i ->
                "Data%1$d m%2$d(Data%1$d a, int b, java.util.List<Data%3$d> c);\n"
                    .formatted(i % records, i, (i + 7) % records))
        + list(
            records,
            "",
            i ->
                "record Data%d(int a, String b, long c, java.util.List<String> d, Data%d e) {}\n"
                    .formatted(i, (i + 1) % records))
        + "}";
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

  /** Creates a skeleton on an implementation that returns the number of its arguments. */
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
    return new GeneratedClasses(compile(source, scratch));
  }

  private static Compilation compile(String source, Path scratch) throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(sources.resolve("Big.java"), source);
    Compilation compilation = Compilation.of(sources, scratch);
    assertThat(compilation.report()).isEmpty();
    return compilation;
  }

  private static String list(int count, String separator, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(separator));
  }
}
