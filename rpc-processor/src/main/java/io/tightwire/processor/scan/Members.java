package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Types;

/** Methods as seen from a type that inherits them. */
final class Members {

  private Members() {}

  /**
   * The method's type with the type variables of its owner bound. Asked for only where there are
   * any: Eclipse's compiler answers with the first parent's method of that signature.
   */
  static ExecutableType typeOf(Types types, DeclaredType self, ExecutableElement method) {
    boolean isGeneric =
        !MoreElements.asType(method.getEnclosingElement()).getTypeParameters().isEmpty();
    return MoreTypes.asExecutable(isGeneric ? types.asMemberOf(self, method) : method.asType());
  }
}
