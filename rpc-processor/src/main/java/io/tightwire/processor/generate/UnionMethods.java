package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CODEC_SUPPORT;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.Definition.Union;
import io.tightwire.processor.model.Definition.Union.Case;

/** Builds the methods that write and read a sealed interface. Confined to the compiler's thread. */
final class UnionMethods {

  private final WireCode wire;

  UnionMethods(WireCode wire) {
    this.wire = wire;
  }

  /**
   * Emits, after the common beginning:
   *
   * <pre>{@code
   * out.beginArray(2);
   * if (value instanceof Circle actual) {
   *   out.writeString("Circle");
   *   writeCircle(out, actual);
   * } else if (value instanceof Square actual) {
   *   out.writeString("Square");
   *   writeSquare(out, actual);
   * } else {
   *   throw CodecSupport.unknownCase("Shape", value);
   * }
   * out.endArray();
   * }</pre>
   */
  MethodSpec write(String name, Union union) {
    MethodSpec.Builder method =
        CodecMethods.write(name, TypeName.get(union.javaType())).addStatement("out.beginArray(2)");
    String separator = "";
    for (Case each : union.cases()) {
      method
          .addCode(
              separator + "if (value instanceof $T actual) {\n$>", TypeName.get(each.javaType()))
          .addStatement("out.writeString($S)", each.tag())
          .addStatement(wire.write(each.type(), "out", CodeBlock.of("actual")))
          .addCode("$<");
      separator = "} else ";
    }
    return method
        .addCode("} else {\n$>")
        .addStatement("throw $T.unknownCase($S, value)", CODEC_SUPPORT, union.label())
        .addCode("$<}\n")
        .addStatement("out.endArray()")
        .build();
  }

  /**
   * Emits, after the common beginning:
   *
   * <pre>{@code
   * String tag = CodecSupport.beginTagged(in, "Shape");
   * Shape value = switch (tag) {
   *   case "Circle" -> readCircle(in);
   *   case "Square" -> readSquare(in);
   *   default -> throw CodecSupport.unknownTag("Shape", tag);
   * };
   * in.endArray(0);
   * return value;
   * }</pre>
   */
  MethodSpec read(String name, Union union) {
    TypeName type = TypeName.get(union.javaType());
    CodeBlock.Builder cases = CodeBlock.builder();
    for (Case each : union.cases()) {
      cases.add("case $S -> $L;\n", each.tag(), wire.read(each.type(), "in"));
    }
    return CodecMethods.read(name, type)
        .addStatement("$T tag = $T.beginTagged(in, $S)", String.class, CODEC_SUPPORT, union.label())
        .addCode("$T value = switch (tag) {\n$>", type)
        .addCode(cases.build())
        .addCode("default -> throw $T.unknownTag($S, tag);\n$<};\n", CODEC_SUPPORT, union.label())
        .addStatement("in.endArray(0)")
        .addStatement("return value")
        .build();
  }
}
