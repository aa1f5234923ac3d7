package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CODEC_SUPPORT;
import static io.tightwire.processor.generate.RuntimeTypes.HASHED_KEYS;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Array;
import io.tightwire.processor.model.WireType.Mapping;
import io.tightwire.processor.model.WireType.OptionalPrimitive;
import io.tightwire.processor.model.WireType.OptionalType;
import io.tightwire.processor.model.WireType.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Builds the methods that write and read collections, maps and arrays. Confined to the compiler's
 * thread.
 */
final class ContainerMethods {

  private static final CodeBlock ELEMENT = CodeBlock.of("element");

  private final WireCode wire;
  private final JavaTypes types;
  private final CodecNames names;
  private final OptionalMethods optionals;

  ContainerMethods(WireCode wire, JavaTypes types, CodecNames names) {
    this.wire = wire;
    this.types = types;
    this.names = names;
    this.optionals = new OptionalMethods(wire, types, names);
  }

  MethodSpec write(WireType type) {
    if (type instanceof Sequence sequence) {
      return write(sequence);
    }
    if (type instanceof Mapping mapping) {
      return write(mapping);
    }
    if (type instanceof Array array) {
      return write(array);
    }
    return type instanceof OptionalType optional
        ? optionals.write(optional)
        : optionals.write((OptionalPrimitive) type);
  }

  MethodSpec read(WireType type) {
    if (type instanceof Sequence sequence) {
      return read(sequence);
    }
    if (type instanceof Mapping mapping) {
      return read(mapping);
    }
    if (type instanceof Array array) {
      return read(array);
    }
    return type instanceof OptionalType optional
        ? optionals.read(optional)
        : optionals.read((OptionalPrimitive) type);
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * int size = value.size();
   * int start = out.size();
   * out.beginArray(size);
   * if (CodecSupport.isIndexed(value)) {
   *   for (int i = 0; i < size; i++) {
   *     writeAccount(out, value.get(i));
   *   }
   *   out.endArray();
   * } else {
   *   int count = 0;
   *   for (Account element : value) {
   *     writeAccount(out, element);
   *     count++;
   *   }
   *   out.endArray(start, count);
   * }
   * }</pre>
   *
   * Other threads may change the collection meanwhile, so the elements that were written are
   * counted.
   */
  private MethodSpec write(Sequence type) {
    MethodSpec.Builder method =
        CodecMethods.write(names.composed(type), types.of(type))
            .addStatement("int size = value.size()")
            .addStatement("int start = out.size()")
            .addStatement("out.beginArray(size)");
    boolean isList = type.kind() == Sequence.Kind.LIST;
    if (isList) {
      method
          .beginControlFlow("if ($T.isIndexed(value))", CODEC_SUPPORT)
          .beginControlFlow("for (int i = 0; i < size; i++)")
          .addStatement(wire.write(type.element(), "out", CodeBlock.of("value.get(i)")))
          .endControlFlow()
          .addStatement("out.endArray()")
          .nextControlFlow("else");
    }
    method
        .addStatement("int count = 0")
        .beginControlFlow("for ($T element : value)", types.boxed(type.element()))
        .addStatement(wire.write(type.element(), "out", ELEMENT))
        .addStatement("count++")
        .endControlFlow()
        .addStatement("out.endArray(start, count)");
    return (isList ? method.endControlFlow() : method).build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * int size = in.beginArray();
   * List<Account> value = new ArrayList<>(size);
   * for (int i = 0; i < size; i++) {
   *   value.add(readAccount(in));
   * }
   * in.endArray(0);
   * return value;
   * }</pre>
   */
  private MethodSpec read(Sequence type) {
    return type.kind() == Sequence.Kind.SET
        ? readSet(type)
        : read(type, CodeBlock.of("new $T<>(size)", ArrayList.class), false);
  }

  /**
   * Emits, for elements that a peer can make collide:
   *
   * <pre>{@code
   * int size = in.beginArray();
   * Set<Account> value = new LinkedHashSet<>();
   * HashedKeys keys = in.hashedKeys(size);
   * for (int i = 0; i < size; i++) {
   *   keys.add(value, readAccount(in));
   * }
   * in.endArray(0);
   * return value;
   * }</pre>
   */
  private MethodSpec readSet(Sequence type) {
    return read(
        type, CodeBlock.of("new $T<>()", LinkedHashSet.class), wire.mayCollide(type.element()));
  }

  private MethodSpec read(Sequence type, CodeBlock empty, boolean guarded) {
    MethodSpec.Builder method =
        CodecMethods.read(names.composed(type), types.of(type))
            .addStatement("int size = in.beginArray()")
            .addStatement("$T value = $L", types.of(type), empty);
    if (guarded) {
      method.addStatement("$T keys = in.hashedKeys(size)", HASHED_KEYS);
    }
    return method
        .beginControlFlow("for (int i = 0; i < size; i++)")
        .addStatement(
            guarded ? "keys.add(value, $L)" : "value.add($L)", wire.read(type.element(), "in"))
        .endControlFlow()
        .addStatement("in.endArray(0)")
        .addStatement("return value")
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * int start = out.size();
   * out.beginMap(value.size());
   * int count = 0;
   * for (Map.Entry<String, Account> entry : value.entrySet()) {
   *   out.writeString(entry.getKey());
   *   writeAccount(out, entry.getValue());
   *   count++;
   * }
   * out.endMap(start, count);
   * }</pre>
   */
  private MethodSpec write(Mapping type) {
    return CodecMethods.write(names.composed(type), types.of(type))
        .addStatement("int start = out.size()")
        .addStatement("out.beginMap(value.size())")
        .addStatement("int count = 0")
        .beginControlFlow(
            "for ($T<$T, $T> entry : value.entrySet())",
            Map.Entry.class,
            types.boxed(type.key()),
            types.boxed(type.value()))
        .addStatement(wire.write(type.key(), "out", CodeBlock.of("entry.getKey()")))
        .addStatement(wire.write(type.value(), "out", CodeBlock.of("entry.getValue()")))
        .addStatement("count++")
        .endControlFlow()
        .addStatement("out.endMap(start, count)")
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * int size = in.beginMap();
   * Map<String, Account> value = new LinkedHashMap<>();
   * for (int i = 0; i < size; i++) {
   *   value.put(in.readString(), readAccount(in));
   * }
   * in.endMap();
   * return value;
   * }</pre>
   *
   * For keys that a peer can make collide, {@code HashedKeys keys = in.hashedKeys(size);} and
   * {@code keys.put(value, keys.key(readPoint(in)), readAccount(in));}.
   */
  private MethodSpec read(Mapping type) {
    MethodSpec.Builder method =
        CodecMethods.read(names.composed(type), types.of(type))
            .addStatement("int size = in.beginMap()")
            .addStatement("$T value = new $T<>()", types.of(type), LinkedHashMap.class);
    boolean guarded = wire.mayCollide(type.key());
    if (guarded) {
      method.addStatement("$T keys = in.hashedKeys(size)", HASHED_KEYS);
    }
    return method
        .beginControlFlow("for (int i = 0; i < size; i++)")
        .addStatement(
            guarded ? "keys.put(value, keys.key($L), $L)" : "value.put($L, $L)",
            wire.read(type.key(), "in"),
            wire.read(type.value(), "in"))
        .endControlFlow()
        .addStatement("in.endMap()")
        .addStatement("return value")
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * out.beginArray(value.length);
   * for (int element : value) {
   *   out.writeInt(element);
   * }
   * out.endArray();
   * }</pre>
   */
  private MethodSpec write(Array type) {
    return CodecMethods.write(names.composed(type), types.of(type))
        .addStatement("out.beginArray(value.length)")
        .beginControlFlow("for ($T element : value)", types.of(type.component()))
        .addStatement(wire.write(type.component(), "out", ELEMENT))
        .endControlFlow()
        .addStatement("out.endArray()")
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * int size = in.beginArray();
   * int[] value = new int[size];
   * for (int i = 0; i < size; i++) {
   *   value[i] = in.readInt();
   * }
   * in.endArray(0);
   * return value;
   * }</pre>
   */
  private MethodSpec read(Array type) {
    MethodSpec.Builder method =
        CodecMethods.read(names.composed(type), types.of(type))
            .addStatement("int size = in.beginArray()")
            .addStatement("$T value = $L", types.of(type), newArray(types.of(type)))
            .beginControlFlow("for (int i = 0; i < size; i++)")
            .addStatement("value[i] = $L", wire.read(type.component(), "in"))
            .endControlFlow()
            .addStatement("in.endArray(0)")
            .addStatement("return value");
    if (innermost(types.of(type)) instanceof ParameterizedTypeName) {
      method.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "unchecked")
              .build());
    }
    return method.build();
  }

  /**
   * Emits {@code new int[size][]}; {@code (List<String>[]) new List<?>[size]} for generic elements.
   */
  private static CodeBlock newArray(TypeName type) {
    TypeName element = innermost(type);
    CodeBlock.Builder dimensions = CodeBlock.builder().add("[size]");
    for (TypeName t = ((ArrayTypeName) type).componentType;
        t instanceof ArrayTypeName array;
        t = array.componentType) {
      dimensions.add("[]");
    }
    if (element instanceof ParameterizedTypeName generic) {
      TypeName[] unknown = new TypeName[generic.typeArguments.size()];
      Arrays.fill(unknown, WildcardTypeName.subtypeOf(Object.class));
      TypeName reifiable = ParameterizedTypeName.get(generic.rawType, unknown);
      return CodeBlock.of("($T) new $T$L", type, reifiable, dimensions.build());
    }
    return CodeBlock.of("new $T$L", element, dimensions.build());
  }

  private static TypeName innermost(TypeName type) {
    return type instanceof ArrayTypeName array ? innermost(array.componentType) : type;
  }
}
