package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/** The value of a component that an older peer does not send: zero, empty, or null. Immutable. */
final class DefaultValue implements WireType.Visitor<CodeBlock> {

  private static final CodeBlock NULL = CodeBlock.of("null");

  @Override
  public CodeBlock primitive(PrimitiveType type) {
    return CodeBlock.of(type.zero());
  }

  @Override
  public CodeBlock scalar(ScalarType type) {
    return NULL;
  }

  @Override
  public CodeBlock voidType() {
    return NULL;
  }

  @Override
  public CodeBlock named(String id) {
    return NULL;
  }

  @Override
  public CodeBlock sequence(Sequence.Kind kind, WireType element) {
    return CodeBlock.of(
        "new $T<>()", kind == Sequence.Kind.SET ? LinkedHashSet.class : ArrayList.class);
  }

  @Override
  public CodeBlock mapping(WireType key, WireType value) {
    return CodeBlock.of("new $T<>()", LinkedHashMap.class);
  }

  @Override
  public CodeBlock optional(WireType element) {
    return CodeBlock.of("$T.empty()", Optional.class);
  }

  @Override
  public CodeBlock optionalPrimitive(PrimitiveType type) {
    return CodeBlock.of("$T.empty()", ClassName.get("java.util", "Optional" + type.capitalized()));
  }

  @Override
  public CodeBlock array(WireType component) {
    return NULL;
  }

  @Override
  public CodeBlock nonNull(WireType type, String what) {
    return type.accept(this);
  }

  @Override
  public CodeBlock unsupported(Unsupported type) {
    throw new IllegalArgumentException("Passed validation: " + type);
  }
}
