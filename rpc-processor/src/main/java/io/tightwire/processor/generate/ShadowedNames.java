package io.tightwire.processor.generate;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * The names of a service's nested types, which a class that implements the service inherits. In
 * that class they shadow imports and types of the same package. JavaPoet does not handle a type
 * that is nested in a shadowed one. Immutable.
 */
record ShadowedNames(Set<String> names) {

  static ShadowedNames of(TypeElement service) {
    return new ShadowedNames(
        Set.copyOf(
            TypeSpec.classBuilder("Any")
                .avoidClashesWithNestedClasses(service)
                .alwaysQualifiedNames));
  }

  /** Qualifies the types of a method's parameters. */
  void qualify(MethodSpec.Builder method) {
    method.parameters.replaceAll(
        parameter ->
            ParameterSpec.builder(qualify(parameter.type), parameter.name)
                .addAnnotations(parameter.annotations)
                .build());
  }

  /** Returns the type, qualified with its package where its name alone would mean another type. */
  TypeName qualify(TypeName type) {
    if (names.isEmpty()) {
      return type;
    }
    return plain(type).annotated(type.annotations);
  }

  private TypeName plain(TypeName type) {
    if (type instanceof ArrayTypeName array) {
      return ArrayTypeName.of(qualify(array.componentType));
    }
    if (type instanceof ParameterizedTypeName generic) {
      return ParameterizedTypeName.get(
          (ClassName) plain(generic.rawType), // which has the annotations, too
          generic.typeArguments.stream().map(this::qualify).toArray(TypeName[]::new));
    }
    if (type instanceof WildcardTypeName wildcard) {
      return wildcard.lowerBounds.isEmpty()
          ? WildcardTypeName.subtypeOf(qualify(wildcard.upperBounds.get(0)))
          : WildcardTypeName.supertypeOf(qualify(wildcard.lowerBounds.get(0)));
    }
    return type instanceof ClassName name && names.contains(name.topLevelClassName().simpleName())
        ? ClassName.get("", name.canonicalName()) // for which JavaPoet imports nothing
        : type.withoutAnnotations();
  }
}
