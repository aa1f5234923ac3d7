package io.tightwire.processor.scan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the methods that return the values that a constructor takes. Confined to the compiler's
 * thread.
 */
record Accessors(Types types, Elements elements, Visibility visibility) {

  /**
   * Returns the accessor for a parameter {@code balance}: {@code balance()}, {@code getBalance()}
   * or {@code isBalance()}. One that returns the same type is preferred to one that returns its
   * box, or the primitive type in the box.
   */
  Optional<Accessor> find(TypeElement owner, String name, TypeMirror type) {
    String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    List<String> names = List.of(name, "get" + capitalized, "is" + capitalized);
    List<ExecutableElement> candidates =
        ElementFilter.methodsIn(elements.getAllMembers(owner)).stream()
            .filter(method -> method.getParameters().isEmpty())
            .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
            .filter(visibility::isCallable)
            .filter(method -> names.contains(method.getSimpleName().toString()))
            .toList();
    return Stream.concat(
            find(candidates, type, false),
            counterpart(type).flatMap(t -> find(candidates, t, true)))
        .findFirst();
  }

  private Stream<Accessor> find(
      List<ExecutableElement> candidates, TypeMirror type, boolean counterpart) {
    boolean mayBeNull = counterpart && !type.getKind().isPrimitive();
    return candidates.stream()
        .filter(method -> types.isSameType(method.getReturnType(), type))
        .map(method -> new Accessor(method.getSimpleName().toString(), mayBeNull));
  }

  /** Returns the box of a primitive type, or the primitive type in a box. */
  private Stream<TypeMirror> counterpart(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return Stream.of(types.boxedClass((PrimitiveType) type).asType());
    }
    return Stream.of(TypeKind.values())
        .filter(TypeKind::isPrimitive)
        .map(types::getPrimitiveType)
        .filter(primitive -> types.isSameType(types.boxedClass(primitive).asType(), type))
        .map(TypeMirror.class::cast);
  }

  /**
   * An accessor. Immutable. *
   *
   * @param name its name
   * @param boxes whether it returns the box of a primitive type, and so may return null
   */
  record Accessor(String name, boolean boxes) {}
}
