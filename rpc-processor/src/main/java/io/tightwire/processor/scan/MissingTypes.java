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
 * Collects the types that a service needs and that do not exist, at least not yet. Types that the
 * interface only mentions, such as its own stub in a static factory method, do not count. Confined
 * to the compiler's thread.
 */
final class MissingTypes {

  private final SortedSet<String> names = new TreeSet<>();

  /** Returns the names of the missing types, sorted. */
  SortedSet<String> names() {
    return names;
  }

  /** Adds something that is missing, whose name can't be known. */
  void add(String description) {
    names.add(description);
  }

  /** Adds the type, or types inside it, if they are missing. */
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

  /** Adds missing types that a method takes, returns or throws. */
  void collectFrom(ExecutableType method) {
    collectFrom(method.getReturnType());
    method.getParameterTypes().forEach(this::collectFrom);
    method.getThrownTypes().forEach(this::collectFrom);
  }

  /** Adds missing classes that a class extends, without which its nature is unknown. */
  void collectFromSuperclasses(TypeElement type) {
    TypeMirror parent = type.getSuperclass();
    collectFrom(parent);
    if (parent.getKind() == TypeKind.DECLARED) {
      collectFromSuperclasses((TypeElement) ((DeclaredType) parent).asElement());
    }
  }
}
