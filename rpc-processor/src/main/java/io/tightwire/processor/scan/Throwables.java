package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Classifies throwables by the names of the classes that they extend. Stateless. */
final class Throwables {

  private Throwables() {}

  /** Returns whether the throwable need not be declared or caught. */
  static boolean isUnchecked(TypeMirror type) {
    return isA(type, "java.lang.RuntimeException") || isA(type, "java.lang.Error");
  }

  /** Returns whether some of the types must be declared or caught. */
  static boolean anyChecked(List<? extends TypeMirror> thrown) {
    return !thrown.stream().allMatch(Throwables::isUnchecked);
  }

  /** Returns whether the type is that class, or extends it. */
  static boolean isA(TypeMirror type, String name) {
    if (type.getKind() == TypeKind.TYPEVAR) {
      return isA(((TypeVariable) type).getUpperBound(), name);
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    TypeElement element = MoreTypes.asTypeElement(type);
    return element.getQualifiedName().contentEquals(name) || isA(element.getSuperclass(), name);
  }
}
