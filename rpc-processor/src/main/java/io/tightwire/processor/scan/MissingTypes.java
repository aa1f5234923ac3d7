package io.tightwire.processor.scan;

import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Collects the types that a service needs and that do not exist, at least not yet. What the
 * interface mentions without need, such as its own stub in a static factory method, is none of
 * them. Confined to the compiler's thread.
 */
final class MissingTypes {

  private final SortedSet<String> names = new TreeSet<>();

  /** Their names, sorted. */
  SortedSet<String> names() {
    return names;
  }

  /** Notes something that is missing and has no name that could be found out. */
  void add(String description) {
    names.add(description);
  }

  /** Looks at a type and all that it is made of. */
  void collectFrom(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      names.add(TypeNames.qualified(type));
    } else if (type.getKind() == TypeKind.ARRAY) {
      collectFrom(((ArrayType) type).getComponentType());
    } else if (type.getKind() == TypeKind.DECLARED) {
      ((DeclaredType) type).getTypeArguments().forEach(this::collectFrom);
    } else if (Bounds.isUpper(type)) {
      collectFrom(Bounds.of(type));
    }
  }

  /** Looks at what a method takes, returns and throws. */
  void collectFrom(ExecutableType method) {
    collectFrom(method.getReturnType());
    method.getParameterTypes().forEach(this::collectFrom);
    method.getThrownTypes().forEach(this::collectFrom);
  }

  /** Looks at the classes that a class extends, without which nothing says what it is. */
  void collectFromSuperclasses(TypeElement type) {
    TypeMirror parent = type.getSuperclass();
    collectFrom(parent);
    if (parent.getKind() == TypeKind.DECLARED) {
      collectFromSuperclasses((TypeElement) ((DeclaredType) parent).asElement());
    }
  }
}
