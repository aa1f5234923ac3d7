package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** What kind of throwable a type is, told by the names of the classes that it extends. */
final class Throwables {

  private Throwables() {}

  /** Whether the compiler asks nobody to declare or catch it. */
  static boolean isUnchecked(TypeMirror type) {
    return isA(type, "java.lang.RuntimeException") || isA(type, "java.lang.Error");
  }

  /** Whether some of the types must be declared or caught. */
  static boolean anyChecked(List<? extends TypeMirror> thrown) {
    return !thrown.stream().allMatch(Throwables::isUnchecked);
  }

  /** Whether the type is that class, or extends it. */
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
