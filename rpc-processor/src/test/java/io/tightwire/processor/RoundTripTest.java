package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the codecs of the good cases with random values, broken bytes, and other versions. */
class RoundTripTest {

  private static final int VALUES = 60;
  private static final int MUTATIONS = 40;

  @TempDir private Path scratch;

  @ParameterizedTest
  @CsvSource({
    "containers, Containers, true",
    "structures, Shop, true",
    "sealed, Canvas, true",
    "sealedgenerics, Variants, true",
    "namesakes, Stock, true",
    "recursive, Trees, true",
    "generics, Orders, true",
    "wildcards, Wildcards, true",
    "codecs, Bank, true",
    "nulls, Strict, false",
    "obscured, Obscured, true",
    "elsewhere, shop.Store, true",
    "scalars, Structured, true"
  })
  void valuesSurviveAndBrokenBytesAreRefusedCleanly(String folder, String service, boolean nulls) {
    GeneratedCodecs codecs = compile(folder, "com.acme." + service + "Codecs");
    for (String name : codecs.names()) {
      if (codecs.type(name) instanceof Class<?> type && Throwable.class.isAssignableFrom(type)) {
        continue; // StubAndSkeletonTest throws them
      }
      RandomValues values = new RandomValues(name.hashCode(), nulls);
      Random random = new Random(name.hashCode());
      for (int i = 0; i < VALUES; i++) {
        Object value = values.of(codecs.type(name));
        byte[] bytes = codecs.write(name, value);
        Object copy = codecs.read(name, bytes);

        assertThat(canonical(copy)).as("%s, value %d", name, i).isEqualTo(canonical(value));
        assertThat(codecs.write(name, copy)).isEqualTo(bytes);
        truncate(codecs, name, bytes, random);
        mutate(codecs, name, bytes, random);
      }
    }
  }

  private static void truncate(GeneratedCodecs codecs, String name, byte[] bytes, Random random) {
    byte[] part = Arrays.copyOf(bytes, random.nextInt(bytes.length));

    assertThatExceptionOfType(CodecException.class)
        .as("%s cut to %d of %d bytes", name, part.length, bytes.length)
        .isThrownBy(() -> codecs.read(name, part));
  }

  private static void mutate(GeneratedCodecs codecs, String name, byte[] bytes, Random random) {
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = bytes.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        codecs.read(name, changed);
      } catch (CodecException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void componentsThatAnOlderPeerDoesNotKnowAreEmpty() {
    GeneratedCodecs codecs = compile("containers", "com.acme.ContainersCodecs");

    Object later = codecs.read("Later", message(out -> array(out, o -> o.writeInt(7))));

    assertThat(later)
        .hasToString(
            "Later[first=7, list=[], set=[], map={}, collection=[], number=OptionalLong.empty,"
                + " points=null]");
  }

  @Test
  void stateOfExceptionsIsFoundBehindIsAndBoxes() throws Exception {
    GeneratedClasses classes =
        new GeneratedClasses(
            Compilation.of(Path.of("src/test/resources/good/states/input"), scratch));
    GeneratedCodecs codecs = new GeneratedCodecs(classes.load("com.acme.TillCodecs"));
    Class<?> type = classes.load("com.acme.Till$Refused");
    Object refused =
        type.getConstructor(String.class, boolean.class, int.class, Long.class)
            .newInstance("no", true, 7, 250L);
    Object withoutCode = type.getConstructor(String.class).newInstance("no");

    assertThat(codecs.read("Refused", codecs.write("Refused", refused)))
        .extracting("message", "retryable", "code", "cents")
        .containsExactly("no", true, 7, 250L);
    assertThat(codecs.read("Refused", codecs.write("Refused", withoutCode)))
        .extracting("message", "retryable", "code", "cents")
        .containsExactly("no", false, 0, 0L);
  }

  @Test
  void componentsThatANewerPeerAddsAreSkipped() {
    GeneratedCodecs codecs = compile("containers", "com.acme.ContainersCodecs");

    Object point =
        codecs.read(
            "Point",
            message(
                out ->
                    array(
                        out,
                        o -> o.writeInt(1),
                        o -> o.writeInt(2),
                        o -> o.writeString("new"),
                        o -> array(o, p -> p.writeInt(3)))));

    assertThat(point).hasToString("Point[x=1, y=2]");
  }

  @Test
  void nilForAPrimitiveIsAnError() {
    GeneratedCodecs codecs = compile("containers", "com.acme.ContainersCodecs");

    assertThatThrownBy(
            () ->
                codecs.read(
                    "Point", message(o -> array(o, WireWriter::writeNil, WireWriter::writeNil))))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void whatAConstructorRefusesIsAnErrorThatSaysSo() {
    GeneratedCodecs codecs = compile("structures", "com.acme.ShopCodecs");

    assertThatThrownBy(
            () ->
                codecs.read(
                    "Line",
                    message(out -> array(out, o -> o.writeString("a"), o -> o.writeInt(-1)))))
        .isInstanceOf(CodecException.class)
        .hasMessage("Shop.Line refused its values: count is -1");
  }

  @Test
  void unknownCaseOfASealedTypeIsAnErrorThatNamesIt() {
    GeneratedCodecs codecs = compile("sealed", "com.acme.CanvasCodecs");

    assertThatThrownBy(
            () ->
                codecs.read(
                    "Shape",
                    message(out -> array(out, o -> o.writeString("Star"), WireWriter::writeNil))))
        .isInstanceOf(CodecException.class)
        .hasMessage("Canvas.Shape has no case \"Star\"; the peer may be newer than this side");
  }

  @Test
  void nullWhereTheTypeForbidsItIsAnErrorThatNamesTheComponent() {
    GeneratedCodecs codecs = compile("nulls", "com.acme.StrictCodecs");

    assertThatThrownBy(
            () -> codecs.read("Person", message(out -> array(out, WireWriter::writeNil))))
        .isInstanceOf(CodecException.class)
        .hasMessage("Strict.Person.name is null, which its type does not allow");
  }

  @Test
  void bytesThatAreNestedWithoutEndAreRefused() {
    GeneratedCodecs codecs = compile("recursive", "com.acme.TreesCodecs");
    byte[] sums =
        message(
            out -> {
              for (int i = 0; i < 100; i++) {
                out.beginArray(2);
                out.writeString("Sum");
                out.beginArray(2);
                out.endArray();
                out.endArray();
              }
            });

    assertThatThrownBy(() -> codecs.read("Expression", sums))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("nested deeper");
  }

  private GeneratedCodecs compile(String folder, String holder) {
    return GeneratedCodecs.compile(
        Path.of("src/test/resources/good", folder, "input"), scratch, holder);
  }

  private static byte[] message(Consumer<WireWriter> writer) {
    WireWriter out = new WireWriter(64, 4096);
    writer.accept(out);
    return out.toByteArray();
  }

  @SafeVarargs
  private static void array(WireWriter out, Consumer<WireWriter>... elements) {
    out.beginArray(elements.length);
    for (Consumer<WireWriter> element : elements) {
      element.accept(out);
    }
    out.endArray();
  }

  /**
   * Returns the value with arrays and records as lists, which can be compared by {@code equals}.
   */
  private static @Nullable Object canonical(@Nullable Object value) {
    if (value == null || value instanceof Enum<?>) {
      return value;
    }
    if (value.getClass().isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(canonical(Array.get(value, i)));
      }
      return elements;
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection.stream().map(RoundTripTest::canonical).toList());
    }
    if (value instanceof Map<?, ?> map) {
      return Arrays.asList(canonical(map.keySet()), canonical(map.values()));
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(RoundTripTest::canonical);
    }
    return value instanceof Record ? components(value) : value;
  }

  private static List<@Nullable Object> components(Object value) {
    List<@Nullable Object> components = new ArrayList<>(List.of(value.getClass().getSimpleName()));
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        components.add(canonical(component.getAccessor().invoke(value)));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return components;
  }
}
