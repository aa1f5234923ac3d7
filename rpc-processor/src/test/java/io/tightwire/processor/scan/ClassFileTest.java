package io.tightwire.processor.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.processor.scan.ClassFile.Position;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that class files are read, and refused if their content is not as it claims. */
class ClassFileTest {

  private static final String NULLABLE = "org/jspecify/annotations/Nullable";

  private final byte[] bytes = bytesOf(Sample.class);

  record Sample(
      String strict,
      @Nullable String lax,
      Map<String, List<@Nullable String>> deep,
      List<String @Nullable []> arrays,
      List<@Nullable String[]> elements,
      List<@Compiled String> compiled) {}

  /** Class files say of it that it is invisible at run time. */
  @Target(ElementType.TYPE_USE)
  @interface Compiled {}

  interface Methods extends Map<@Nullable String, String> {
    @Nullable String find(String strict, List<@Nullable String> lax);
  }

  @Test
  void annotationsAreFoundByPlaceAndPath() throws IOException {
    ClassFile file = new ClassFile(bytes);

    assertThat(file.name()).isEqualTo(Sample.class.getName().replace('.', '/'));
    assertThat(file.annotations(Position.ofComponent("strict"), "")).isEmpty();
    assertThat(file.annotations(Position.ofComponent("lax"), "")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofComponent("deep"), "")).isEmpty();
    assertThat(file.annotations(Position.ofComponent("deep"), "1;0;")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofComponent("arrays"), "0;")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofComponent("arrays"), "0;[")).isEmpty();
    assertThat(file.annotations(Position.ofComponent("elements"), "0;[")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofComponent("compiled"), "0;"))
        .containsExactly(Compiled.class.getName().replace('.', '/'));
    assertThat(file.has(Position.ofComponent("lax"))).isTrue();
    assertThat(file.has(Position.ofComponent("other"))).isFalse();
  }

  @Test
  void methodsAreToldApartByDescriptor() throws IOException {
    ClassFile file = new ClassFile(bytesOf(Methods.class));
    String find = "find(Ljava/lang/String;Ljava/util/List;)Ljava/lang/String;";

    assertThat(file.annotations(Position.ofResult(find), "")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofParameter(find, 0), "")).isEmpty();
    assertThat(file.annotations(Position.ofParameter(find, 1), "0;")).containsExactly(NULLABLE);
    assertThat(file.annotations(Position.ofParent(0), "0;")).containsExactly(NULLABLE);
    assertThat(file.has(Position.ofResult("find()V"))).isFalse();
  }

  @Test
  void cutFilesAreRefused() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> new ClassFile(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void brokenFilesAreReadOrRefused() {
    for (int i = 0; i < bytes.length; i++) {
      for (int value : new int[] {0, 1, 0x10, 0x7f, 0x80, 0xff}) {
        byte[] broken = bytes.clone();
        broken[i] = (byte) value;
        try {
          assertThat(new ClassFile(broken).name()).isNotNull();
        } catch (IOException e) {
          assertThat(e).isNotNull();
        }
      }
    }
  }

  @Test
  void valuesThatAreNestedEndlesslyAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(61);
    out.writeShort(4); // constants, and what is not one
    out.writeByte(1);
    out.writeUTF("Bomb");
    out.writeByte(7);
    out.writeShort(1);
    out.writeByte(1);
    out.writeUTF("RuntimeVisibleTypeAnnotations");
    for (int value : new int[] {0, 2, 0, 0, 0, 0, 1, 3}) { // a class that has one attribute
      out.writeShort(value);
    }
    out.writeInt(500_000);
    out.writeShort(1); // one annotation
    out.writeByte(0x13);
    out.writeByte(0);
    out.writeShort(1);
    out.writeShort(1); // with one value
    out.writeShort(1);
    for (int i = 0; i < 166_663; i++) {
      out.writeByte('[');
      out.writeShort(1);
    }

    assertThatThrownBy(() -> new ClassFile(bytes.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessage("Nested too deeply");
  }

  private static byte[] bytesOf(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
