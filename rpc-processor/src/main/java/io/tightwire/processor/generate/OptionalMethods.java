package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.READER;
import static io.tightwire.processor.generate.RuntimeTypes.WRITER;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.OptionalPrimitive;
import io.tightwire.processor.model.WireType.OptionalType;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Builds the methods that write and read optionals: nil, or the value. Confined to the compiler's
 * thread.
 */
final class OptionalMethods {

  private final WireCode wire;
  private final JavaTypes types;
  private final CodecNames names;

  OptionalMethods(WireCode wire, JavaTypes types, CodecNames names) {
    this.wire = wire;
    this.types = types;
    this.names = names;
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static void writeOptionalOfString(WireWriter out, Optional<String> value) {
   *   out.writeString(value == null ? null : value.orElse(null));
   * }
   * }</pre>
   */
  MethodSpec write(OptionalType type) {
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
   * Emits:
   *
   * <pre>{@code
   * static Optional<String> readOptionalOfString(WireReader in) {
   *   return Optional.ofNullable(in.readString());
   * }
   * }</pre>
   */
  MethodSpec read(OptionalType type) {
    return MethodSpec.methodBuilder("read" + names.composed(type))
        .addModifiers(Modifier.STATIC)
        .addParameter(READER, "in")
        .returns(types.of(type))
        .addStatement("return $T.ofNullable($L)", Optional.class, wire.read(type.element(), "in"))
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static void writeOptionalInt(WireWriter out, OptionalInt value) {
   *   if (value == null || value.isEmpty()) {
   *     out.writeNil();
   *   } else {
   *     out.writeInt(value.getAsInt());
   *   }
   * }
   * }</pre>
   */
  MethodSpec write(OptionalPrimitive type) {
    PrimitiveType primitive = type.type();
    CodeBlock value = CodeBlock.of("value.getAs$L()", primitive.capitalized());
    return MethodSpec.methodBuilder("write" + names.composed(type))
        .addModifiers(Modifier.STATIC)
        .addParameter(WRITER, "out")
        .addParameter(types.of(type), "value")
        .beginControlFlow("if (value == null || value.isEmpty())")
        .addStatement("out.writeNil()")
        .nextControlFlow("else")
        .addStatement(wire.write(new WireType.Primitive(primitive), "out", value))
        .endControlFlow()
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static OptionalInt readOptionalInt(WireReader in) {
   *   return in.tryReadNil() ? OptionalInt.empty() : OptionalInt.of(in.readInt());
   * }
   * }</pre>
   */
  MethodSpec read(OptionalPrimitive type) {
    TypeName optional = types.of(type);
    return MethodSpec.methodBuilder("read" + names.composed(type))
        .addModifiers(Modifier.STATIC)
        .addParameter(READER, "in")
        .returns(optional)
        .addStatement(
            "return in.tryReadNil() ? $T.empty() : $T.of($L)",
            optional,
            optional,
            wire.read(new WireType.Primitive(type.type()), "in"))
        .build();
  }
}
