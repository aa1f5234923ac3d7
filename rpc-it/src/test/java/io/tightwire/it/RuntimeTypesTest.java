package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the runtime types that the processor names exist. (The processor does not depend on
 * the runtime and knows its types by name.) That the members fit is proven by the services of this
 * module, whose generated code compiles.
 */
final class RuntimeTypesTest {

  /** By reflection, since JavaPoet has a different package within the processor's jar. */
  static Stream<String> namesThatTheProcessorKnows() throws ReflectiveOperationException {
    Class<?> holder = Class.forName("io.tightwire.processor.generate.RuntimeTypes");
    List<String> names = new ArrayList<>();
    for (Field field : holder.getDeclaredFields()) {
      if (field.getType().getSimpleName().equals("ClassName")) {
        field.setAccessible(true);
        names.add((String) field.getType().getMethod("reflectionName").invoke(field.get(null)));
      }
    }
    assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("namesThatTheProcessorKnows")
  void typeIsThereForGeneratedCodeToUse(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName(name);

    assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
    assertThat(type.getPackageName())
        .isIn("io.tightwire", "io.tightwire.generated", "io.tightwire.codec");
  }

  @ParameterizedTest
  @EnumSource
  void everyScalarHasItsCodec(ScalarType type) throws ReflectiveOperationException {
    Field codec = Codecs.class.getField(type.name());

    assertThat(codec.getGenericType().getTypeName())
        .isEqualTo("io.tightwire.codec.Codec<" + type.javaName() + ">");
  }

  @ParameterizedTest
  @EnumSource
  void everyPrimitiveIsWrittenAndRead(PrimitiveType type) {
    assertThat(WireWriter.class.getMethods())
        .extracting(method -> method.getName())
        .contains("write" + type.capitalized());
    assertThat(WireReader.class.getMethods())
        .extracting(method -> method.getName())
        .contains("read" + type.capitalized());
  }

  @Test
  void generatedCodeNamesNoInternals() throws ReflectiveOperationException {
    assertThat(namesThatTheProcessorKnows())
        .noneMatch(name -> Arrays.asList(name.split("\\.")).contains("internal"));
  }
}
