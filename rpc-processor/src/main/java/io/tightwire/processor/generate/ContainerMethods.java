package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.READER;
import static io.tightwire.processor.generate.RuntimeTypes.WRITER;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Mapping;
import io.tightwire.processor.model.WireType.Maybe;
import io.tightwire.processor.model.WireType.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Builds the methods that write and read collections, maps and optionals. */
final class ContainerMethods {

  private static final CodeBlock ELEMENT = CodeBlock.of("element");

  private final WireCode wire;
  private final JavaTypes types;
  private final CodecNames names;

  ContainerMethods(WireCode wire, JavaTypes types, CodecNames names) {
    this.wire = wire;
    this.types = types;
    this.names = names;
  }

  MethodSpec write(WireType type) {
    if (type instanceof Sequence sequence) {
      return write(sequence);
    }
    if (type instanceof Mapping mapping) {
      return write(mapping);
    }
    return write((Maybe) type);
  }

  MethodSpec read(WireType type) {
    if (type instanceof Sequence sequence) {
      return read(sequence);
    }
    if (type instanceof Mapping mapping) {
      return read(mapping);
    }
    return read((Maybe) type);
  }

  /**
   *
   *
   * <pre>
   *   out.beginArray(value.size());
   *   for (Account element : value) {
   *     writeAccount(out, element);
   *   }
   *   out.endArray();
   * </pre>
   */
  private MethodSpec write(Sequence type) {
    return CodecMethods.write(names.composed(type), types.of(type))
        .addStatement("out.beginArray(value.size())")
        .beginControlFlow("for ($T element : value)", types.boxed(type.element()))
        .addStatement(wire.write(type.element(), "out", ELEMENT))
        .endControlFlow()
        .addStatement("out.endArray()")
        .build();
  }

  /**
   *
   *
   * <pre>
   *   int size = in.beginArray();
   *   List&lt;Account> value = new ArrayList&lt;>(size);
   *   for (int i = 0; i &lt; size; i++) {
   *     value.add(readAccount(in));
   *   }
   *   in.endArray(0);
   *   return value;
   * </pre>
   */
  private MethodSpec read(Sequence type) {
    CodeBlock empty =
        type.kind() == Sequence.Kind.SET
            ? CodeBlock.of("new $T<>()", LinkedHashSet.class)
            : CodeBlock.of("new $T<>(size)", ArrayList.class);
    return CodecMethods.read(names.composed(type), types.of(type))
        .addStatement("int size = in.beginArray()")
        .addStatement("$T value = $L", types.of(type), empty)
        .beginControlFlow("for (int i = 0; i < size; i++)")
        .addStatement("value.add($L)", wire.read(type.element(), "in"))
        .endControlFlow()
        .addStatement("in.endArray(0)")
        .addStatement("return value")
        .build();
  }

  /**
   *
   *
   * <pre>
   *   out.beginMap(value.size());
   *   for (Map.Entry&lt;String, Account> entry : value.entrySet()) {
   *     out.writeString(entry.getKey());
   *     writeAccount(out, entry.getValue());
   *   }
   *   out.endMap();
   * </pre>
   */
  private MethodSpec write(Mapping type) {
    return CodecMethods.write(names.composed(type), types.of(type))
        .addStatement("out.beginMap(value.size())")
        .beginControlFlow(
            "for ($T<$T, $T> entry : value.entrySet())",
            Map.Entry.class,
            types.boxed(type.key()),
            types.boxed(type.value()))
        .addStatement(wire.write(type.key(), "out", CodeBlock.of("entry.getKey()")))
        .addStatement(wire.write(type.value(), "out", CodeBlock.of("entry.getValue()")))
        .endControlFlow()
        .addStatement("out.endMap()")
        .build();
  }

  /**
   *
   *
   * <pre>
   *   int size = in.beginMap();
   *   Map&lt;String, Account> value = new LinkedHashMap&lt;>();
   *   for (int i = 0; i &lt; size; i++) {
   *     value.put(in.readString(), readAccount(in));
   *   }
   *   in.endMap();
   *   return value;
   * </pre>
   */
  private MethodSpec read(Mapping type) {
    return CodecMethods.read(names.composed(type), types.of(type))
        .addStatement("int size = in.beginMap()")
        .addStatement("$T value = new $T<>()", types.of(type), LinkedHashMap.class)
        .beginControlFlow("for (int i = 0; i < size; i++)")
        .addStatement(
            "value.put($L, $L)", wire.read(type.key(), "in"), wire.read(type.value(), "in"))
        .endControlFlow()
        .addStatement("in.endMap()")
        .addStatement("return value")
        .build();
  }

  /**
   *
   *
   * <pre>
   * static void writeOptionalOfString(WireWriter out, Optional&lt;String> value) {
   *   out.writeString(value == null ? null : value.orElse(null));
   * }
   * </pre>
   */
  private MethodSpec write(Maybe type) {
    return MethodSpec.methodBuilder("write" + names.composed(type))
        .addModifiers(Modifier.STATIC)
        .addParameter(WRITER, "out")
        .addParameter(types.of(type), "value")
        .addStatement(
            wire.write(
                type.element(), "out", CodeBlock.of("value == null ? null : value.orElse(null)")))
        .build();
  }

  /**
   *
   *
   * <pre>
   * static Optional&lt;String> readOptionalOfString(WireReader in) {
   *   return Optional.ofNullable(in.readString());
   * }
   * </pre>
   */
  private MethodSpec read(Maybe type) {
    return MethodSpec.methodBuilder("read" + names.composed(type))
        .addModifiers(Modifier.STATIC)
        .addParameter(READER, "in")
        .returns(types.of(type))
        .addStatement("return $T.ofNullable($L)", Optional.class, wire.read(type.element(), "in"))
        .build();
  }
}
