package io.tightwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CurveKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands against a real server. */
final class CommandLineTest extends CommandRig {

  private static final String ALL =
      """
      {"flag":true,"tiny":-1,"small":300,"letter":"x","number":7,"large":"9007199254740993",\
      "rough":1.5,"exact":0.1,"text":"é","bytes":"AQI=","integer":"123456789012345678901234567890",\
      "decimal":"1.10","uuid":"00112233-4455-6677-8899-aabbccddeeff",\
      "instant":"2026-01-31T12:00:00Z","duration":"PT1.5S","date":"2026-01-31","colour":"GREEN",\
      "shape":{"@type":"Circle","radius":2.0},\
      "shapes":[{"@type":"Degenerate","value":"POINT"}],"byName":{"a":1},"byNumber":[[1,"a"]]}""";

  private String ipc = "";
  private String tcp = "";

  @BeforeEach
  void start() {
    ipc = start(shop()).endpoint();
    tcp = start(shop(), "tcp://127.0.0.1:*").endpoint();
  }

  @Test
  void listNeedsNoIntrospection() {
    assertThat(run("list", tcp)).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("io.tightwire.cli.Shop");
    assertThat(run("list", tcp, "Shop")).isZero();
    assertThat(out.toString()).contains("io.tightwire.cli.Shop/add");
  }

  @Test
  void valuesOfAllKindsComeBackAsTheyWere() {
    assertThat(run("call", ipc, "Shop/echo", "--format", "jsonl", "{\"value\":" + ALL + "}"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().strip()).isEqualTo(ALL);
  }

  @Test
  void declaredExceptionsShowTheirState() {
    assertThat(run("call", ipc, "Shop/take", "{\"what\":\"a\",\"count\":9}")).isEqualTo(3);
    assertThat(err.toString())
        .contains("\"@error\":\"io.tightwire.cli.Shop$OutOfStock\"", "\"left\":3");
  }

  @Test
  void itemsOfStreamsArePrintedOnOneLineEach() {
    assertThat(run("call", ipc, "Shop/count", "{\"n\":3}")).isZero();
    assertThat(out.toString().lines()).containsExactly("0", "1", "2");
  }

  @Test
  void valuesOfAFileAreTheItemsOfAStreamThatTheMethodTakes() throws Exception {
    Path numbers = folder.resolve("numbers.jsonl");
    Files.write(numbers, IntStream.rangeClosed(1, 1_000).mapToObj(String::valueOf).toList());
    assertThat(run("call", ipc, "Shop/sum", "{\"first\":7}", "-d", "@" + numbers))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().strip()).isEqualTo("500507");
    assertThat(run("call", ipc, "Shop/doubled", "-d", "\"a\" \"b\"")).isZero();
    assertThat(out.toString().lines()).containsExactly("\"aa\"", "\"bb\"");
    assertThat(run("call", ipc, "Shop/sum", "[7]")).isEqualTo(64);
    assertThat(err.toString()).contains("takes the stream others");
    assertThat(run("call", ipc, "Shop/sum", "[7]", "-d", "1 \"x\"")).isEqualTo(64);
    assertThat(run("describe", ipc, "Shop/sum")).isZero();
    assertThat(out.toString())
        .contains("long sum(int first, java.util.stream.Stream<Integer> others);");
  }

  @Test
  void manyCallsOfAFileUseOneConnection() throws Exception {
    Path file = folder.resolve("calls.jsonl");
    Files.write(file, IntStream.range(0, 10_000).mapToObj(i -> "[1," + i + "]").toList());
    assertThat(run("call", ipc, "Shop/add", "-d", "@" + file)).isZero();
    assertThat(out.toString().lines()).hasSize(10_000).startsWith("1", "2").endsWith("10000");
  }

  @Test
  void wrongNamesAreUsageErrorsThatNameTheNearest() {
    assertThat(run("call", ipc, "Shop/ad", "[1,2]")).isEqualTo(64);
    assertThat(err.toString()).contains("did you mean add?");
    assertThat(run("call", ipc, "Shpo/add", "[1,2]")).isEqualTo(64);
    assertThat(run("call", ipc, "Shop/take", "{\"what\":\"a\",\"cuont\":1}")).isEqualTo(64);
    assertThat(err.toString()).contains("did you mean count?");
    assertThat(run("call", ipc, "Shop/add", "[1,\"x\"]")).isEqualTo(64);
    assertThat(err.toString()).contains("b is \"x\", where a long");
    assertThat(run("bogus")).isEqualTo(64);
  }

  @Test
  void introspectionOverPlainTcpIsRefusedWithWhatToDo() {
    assertThat(run("describe", tcp, "Shop")).isEqualTo(5);
    assertThat(err.toString()).contains("introspection(true)", "--description");
  }

  @Test
  void descriptionsCanComeFromClasses() {
    assertThat(run("call", tcp, "Shop/add", "[1,2]", "--description", "target/test-classes"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().strip()).isEqualTo("\"3\"".replace("\"", ""));
  }

  @Test
  void noServerIsUnavailable() {
    assertThat(run("list", "ipc://" + folder.resolve("none"), "--timeout", "200ms")).isEqualTo(9);
  }

  @Test
  void keyFilesOfOthersAreRefused() throws Exception {
    Path file = folder.resolve("key");
    CurveKeyPair.generate().write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("list", tcp, "--key-file", file.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("chmod 600");
  }

  @Test
  void describedServicesCompile() throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    for (String service : List.of("Shop", "Introspection", "Health")) {
      assertThat(run("describe", ipc, service)).isZero();
      Path source = folder.resolve(service + ".java");
      Files.writeString(source, out.toString());
      int failed =
          javac.run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
      assertThat(failed).as(out.toString()).isZero();
    }
  }

  @Test
  void templatesAreAccepted() {
    assertThat(run("describe", ipc, "Shop/add", "--template")).isZero();
    assertThat(run("call", ipc, "Shop/add", out.toString())).isZero();
  }

  @Test
  void topAndHealthAndBenchRender() {
    assertThat(run("health", ipc)).isZero();
    assertThat(out.toString()).contains("server ready");
    assertThat(run("top", ipc, "-n", "1")).isZero();
    assertThat(out.toString()).contains("METHOD", "P99");
    assertThat(run("bench", ipc, "Shop/add", "-d", "[1,2]", "-t", "200ms", "--rate", "500"))
        .isZero();
    assertThat(out.toString()).contains("p99.9");
  }
}
