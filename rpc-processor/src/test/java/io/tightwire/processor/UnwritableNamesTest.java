package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests names of other languages that Java can't write. The class files are compiled from Java, and
 * their names changed afterwards.
 */
class UnwritableNamesTest {

  @TempDir private Path scratch;

  @Test
  void parametersWithNamesThatJavaCannotWriteGetOthers() throws IOException {
    Path classes =
        compile(
            "public interface Parent { int put(int key, int key_, int place, String text); }",
            Map.of("key", "default", "key_", "default_", "place", "a b", "text", "int"));

    Compilation service = service("interface Api extends Parent {}", classes);

    assertThat(service.report()).isEmpty();
    assertThat(service.generated().get("ApiStub.java"))
        .contains("put(int default_, int default__, int _a$20$b, String int_)");
    assertThat(service.generated().get("META-INF/tightwire/Api.json"))
        .contains("\"default\"", "\"a b\"");
  }

  @Test
  void methodsWithNamesThatJavaCannotWriteAreReported() throws IOException {
    Path classes =
        compile(
            "public interface Parent { int put(int a); int get(int a); int count(); }",
            Map.of("put", "put-WZ4Q5Ns", "get", "default"));

    assertThat(service("interface Api extends Parent {}", classes).report())
        .contains("[RpcUnwritableMethod] Api.put-WZ4Q5Ns has a name")
        .contains("[RpcUnwritableMethod] Api.default has a name")
        .doesNotContain("RpcInternalError", "count");
  }

  @Test
  void typesAndComponentsWithNamesThatJavaCannotWriteAreReported() throws IOException {
    Path classes = compile("public record Data(int key, String text) {}", Map.of("key", "default"));

    assertThat(service("interface Api { Data data(); }", classes).report())
        .contains("[RpcUnsupportedType]", "(Data → default)", "Java can't write");
  }

  private Path compile(String source, Map<String, String> names) throws IOException {
    Path classes =
        compilation(source, "before", List.of("--release", "17", "-parameters")).classes();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        Files.write(file, renamed(Files.readAllBytes(file), names));
      }
    }
    return classes;
  }

  private Compilation service(String source, Path classes) throws IOException {
    return compilation(
        "@io.tightwire.annotation.RpcService " + source,
        "service",
        List.of(
            "--release",
            "17",
            "-classpath",
            Compilation.classPath() + File.pathSeparator + classes));
  }

  private Compilation compilation(String source, String folder, List<String> options)
      throws IOException {
    Path sources = Files.createDirectories(scratch.resolve(folder).resolve("source"));
    String name = source.replaceAll("(?s).*?\\b(?:interface|record) (\\w+).*", "$1");
    Files.writeString(sources.resolve(name + ".java"), source);
    return Compilation.of(
        ToolProvider.getSystemJavaCompiler(),
        options,
        sources,
        scratch.resolve(folder),
        List.of(new RpcProcessor()));
  }

  /** Returns the class file with some of its strings replaced. */
  private static byte[] renamed(byte[] bytes, Map<String, String> names) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(buffer);
    out.write(in.readNBytes(8));
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> {
          String text = in.readUTF();
          out.writeUTF(names.getOrDefault(text, text));
        }
        case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
        case 15 -> out.write(in.readNBytes(3));
        case 5, 6 -> {
          out.write(in.readNBytes(8));
          i++;
        }
        default -> out.write(in.readNBytes(4));
      }
    }
    out.write(in.readAllBytes());
    return buffer.toByteArray();
  }
}
