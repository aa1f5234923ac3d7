package io.tightwire.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;

/**
 * Declared types with wildcards, which mean their upper bounds: {@code Map<String, ? extends
 * Order>} travels as {@code Map<String, Order>}. Generated code casts between the two where Java
 * can't know that; both are the same when it runs. Stateless.
 */
final class Wildcards {

  /** What stands before a method that casts. */
  static final AnnotationSpec UNCHECKED =
      AnnotationSpec.builder(SuppressWarnings.class).addMember("value", "$S", "unchecked").build();

  private Wildcards() {}

  /** Whether there is a wildcard anywhere in it: its values are not those of what travels then. */
  static boolean occurIn(TypeName type) {
    if (type instanceof ArrayTypeName array) {
      return occurIn(array.componentType);
    }
    return type instanceof WildcardTypeName
        || (type instanceof ParameterizedTypeName generic
            && generic.typeArguments.stream().anyMatch(Wildcards::occurIn));
  }

  /** Whether what travels can't be assigned to it without a cast. */
  static boolean requiresCast(TypeName declared) {
    if (declared instanceof ArrayTypeName array) {
      return requiresCast(array.componentType);
    }
    return declared instanceof ParameterizedTypeName generic
        && generic.typeArguments.stream()
            .anyMatch(
                argument ->
                    argument instanceof WildcardTypeName wildcard
                        ? requiresCast(wildcard.upperBounds.get(0))
                        : occurIn(argument));
  }

  /** The type that travels. */
  static TypeName replaced(TypeName type) {
    if (!occurIn(type)) {
      return type;
    }
    if (type instanceof WildcardTypeName wildcard) {
      return replaced(wildcard.upperBounds.get(0));
    }
    if (type instanceof ArrayTypeName array) {
      return ArrayTypeName.of(replaced(array.componentType)).annotated(array.annotations);
    }
    ParameterizedTypeName generic = (ParameterizedTypeName) type;
    return ParameterizedTypeName.get(
            generic.rawType,
            generic.typeArguments.stream().map(Wildcards::replaced).toArray(TypeName[]::new))
        .annotated(generic.annotations);
  }

  /** {@code (List<Order>) (Object) value}. */
  static CodeBlock cast(TypeName to, CodeBlock value) {
    return CodeBlock.of("($T) ($T) $L", to, Object.class, value);
  }
}
