package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Types;

/** The types of methods in a type that inherits them. Stateless. */
final class Members {

  private Members() {}

  /**
   * Returns the method's type with the type variables of its owner bound. The compiler is asked
   * only if there are any, since Eclipse's returns the first parent's method of that signature.
   */
  static ExecutableType typeOf(Types types, DeclaredType self, ExecutableElement method) {
    boolean isGeneric =
        !MoreElements.asType(method.getEnclosingElement()).getTypeParameters().isEmpty();
    return MoreTypes.asExecutable(isGeneric ? types.asMemberOf(self, method) : method.asType());
  }
}
