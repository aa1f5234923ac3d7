package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CODEC_SUPPORT;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition.Structure;
import io.tightwire.processor.model.WireType;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the methods that write and read a record, or the state of an exception. Confined to the
 * compiler's thread.
 */
final class StructureMethods {

  private final WireCode wire;
  private final JavaTypes types;

  StructureMethods(WireCode wire, JavaTypes types) {
    this.wire = wire;
    this.types = types;
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static void writeAccount(WireWriter out, Account value) {
   *   if (value == null) {
   *     out.writeNil();
   *     return;
   *   }
   *   out.beginArray(2);
   *   out.writeString(value.id());
   *   Codecs.BIG_DECIMAL.write(out, value.balance());
   *   out.endArray();
   * }
   * }</pre>
   */
  MethodSpec write(String name, Structure structure) {
    MethodSpec.Builder method =
        CodecMethods.write(name, TypeName.get(structure.javaType()))
            .addStatement("out.beginArray($L)", structure.components().size());
    boolean casts = false;
    for (Component component : structure.components()) {
      CodeBlock value = value(component);
      if (Wildcards.occurIn(TypeName.get(component.javaType()))) {
        casts = true;
        value = Wildcards.cast(types.of(component.type()), value);
      }
      method.addStatement(wire.write(component.type(), "out", value));
    }
    if (casts) {
      method.addAnnotation(Wildcards.UNCHECKED);
    }
    return method.addStatement("out.endArray()").build();
  }

  /**
   * Returns the value that is written. A box that is null is written as zero, since the constructor
   * takes no null.
   */
  private static CodeBlock value(Component component) {
    CodeBlock value = CodeBlock.of("value.$L()", component.accessor());
    return component.boxed() && component.type() instanceof WireType.Primitive primitive
        ? CodeBlock.of("$L == null ? $L : $L", value, primitive.type().zero(), value)
        : value;
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static Account readAccount(WireReader in) {
   *   if (in.tryReadNil()) {
   *     return null;
   *   }
   *   int present = in.beginArray();
   *   String id = present > 0 ? in.readString() : null;
   *   BigDecimal balance = present > 1 ? Codecs.BIG_DECIMAL.read(in) : null;
   *   in.endArray(present - 2);
   *   try {
   *     return new Account(id, balance);
   *   } catch (RuntimeException e) {
   *     throw CodecSupport.rejected("Account", e);
   *   }
   * }
   * }</pre>
   */
  MethodSpec read(String name, Structure structure) {
    TypeName type = TypeName.get(structure.javaType());
    NameAllocator names = new NameAllocator();
    List.of("in", "present", "e").forEach(names::newName);
    MethodSpec.Builder method =
        CodecMethods.read(name, type).addStatement("int present = in.beginArray()");
    List<String> locals = new ArrayList<>();
    boolean casts = false;
    for (Component component : structure.components()) {
      String local = names.newName(Identifiers.variable(component.name()));
      TypeName declared = TypeName.get(component.javaType());
      CodeBlock read = wire.readIfPresent(component.type(), "in", locals.size());
      if (Wildcards.requiresCast(declared)) {
        casts = true;
        read = Wildcards.cast(declared, CodeBlock.of("($L)", read));
      }
      method.addStatement("$T $N =$W$L", declared, local, read);
      locals.add(local);
    }
    if (casts) {
      method.addAnnotation(Wildcards.UNCHECKED);
    }
    return method
        .addStatement(endArray(locals.size()))
        .beginControlFlow("try")
        .addStatement("return new $T($L)", type, String.join(", ", locals))
        .nextControlFlow("catch ($T e)", RuntimeException.class)
        .addStatement("throw $T.rejected($S, e)", CODEC_SUPPORT, structure.label())
        .endControlFlow()
        .build();
  }

  private static String endArray(int components) {
    return components == 0 ? "in.endArray(present)" : "in.endArray(present - " + components + ")";
  }
}
