package io.tightwire.cli.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services as Java. */
final class JavaTextTest {

  private static final Path FIXTURES = Path.of("../rpc-processor/src/test/resources/good");

  @TempDir private Path folder;

  static Stream<Path> descriptions() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      List<Path> found =
          files
              .filter(file -> file.toString().contains("META-INF/tightwire/"))
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .toList();
      assertThat(found).isNotEmpty();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void allServicesOfTheProcessorsTestsCompile(Path description) throws Exception {
    String text = JavaText.of(DescriptionReader.read("the test", Files.readString(description)));
    Path source = folder.resolve("Described.java");
    Files.writeString(source, text);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null, messages, messages, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(failed).as("%s%n%s", text, messages).isZero();
  }

  @Test
  void whatMayBeNullIsAnnotated() {
    String text =
        JavaText.of(
            DescriptionReader.read(
                "the test",
                """
                {"version": 1, "service": "com.acme.Archive", "methods": [{
                  "name": "find", "fingerprint": "0", "exceptions": [],
                  "parameters": [
                    {"name": "id", "type": {"kind": "uuid", "nullable": true}},
                    {"name": "count", "type": {"kind": "int", "nullable": true}},
                    {"name": "limit", "type": {"kind": "int", "nullable": false}},
                    {"name": "bytes", "type": {"kind": "bytes", "nullable": true}},
                    {"name": "names", "type": {"kind": "list", "nullable": false,
                      "element": {"kind": "string", "nullable": true}}}],
                  "result": {"kind": "map", "nullable": true,
                    "key": {"kind": "string", "nullable": false},
                    "value": {"kind": "long", "nullable": true}}}],
                 "types": {}, "exceptions": {}}
                """));
    assertThat(text)
        .contains(
            "java.util.@Nullable Map<String, @Nullable Long> find(java.util.@Nullable UUID id,"
                + " @Nullable Integer count, int limit, byte @Nullable [] bytes,"
                + " java.util.List<@Nullable String> names);")
        .contains("@interface Nullable {}");
  }

  @Test
  void serviceWithoutNullsHasNoAnnotation() {
    String text =
        JavaText.of(
            DescriptionReader.read(
                "the test",
                """
                {"version": 1, "service": "Plain", "methods": [], "types": {}, "exceptions": {}}
                """));
    assertThat(text).doesNotContain("Nullable");
  }
}
