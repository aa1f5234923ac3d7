package io.tightwire.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;

/**
 * Declared types with wildcards, which mean their upper bounds: {@code Map<String, ? extends
 * Order>} is sent as {@code Map<String, Order>}. Generated code casts between the two types; at run
 * time they are the same. Stateless.
 */
final class Wildcards {

  /** The annotation of a method that casts. */
  static final AnnotationSpec UNCHECKED =
      AnnotationSpec.builder(SuppressWarnings.class).addMember("value", "$S", "unchecked").build();

  private Wildcards() {}

  /**
   * Returns whether there is a wildcard anywhere in the type, so that it differs from the type that
   * is sent.
   */
  static boolean occurIn(TypeName type) {
    if (type instanceof ArrayTypeName array) {
      return occurIn(array.componentType);
    }
    return type instanceof WildcardTypeName
        || (type instanceof ParameterizedTypeName generic
            && generic.typeArguments.stream().anyMatch(Wildcards::occurIn));
  }

  /**
   * Returns whether there is a wildcard inside the first type argument, which may be one itself.
   */
  static boolean occurInsideArgument(TypeName type) {
    TypeName argument = ((ParameterizedTypeName) type).typeArguments.get(0);
    return occurIn(
        argument instanceof WildcardTypeName wildcard ? wildcard.upperBounds.get(0) : argument);
  }

  /**
   * Returns whether a value of the type that is sent can be assigned to the declared type only by a
   * cast.
   */
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

  /** Returns the type that is sent: wildcards are replaced by their bounds. */
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

  /** Emits {@code (List<Order>) (Object) value}. */
  static CodeBlock cast(TypeName to, CodeBlock value) {
    return CodeBlock.of("($T) ($T) $L", to, Object.class, value);
  }
}
