package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * Replaces wildcards in types by their upper bounds: {@code Page<? extends Order>} is sent as
 * {@code Page<Order>}. Confined to the compiler's thread.
 */
final class Bounds {

  private final Types types;

  Bounds(Types types) {
    this.types = types;
  }

  /** Returns whether the type is a wildcard with an upper bound. */
  static boolean isUpper(TypeMirror type) {
    return type.getKind() == TypeKind.WILDCARD && ((WildcardType) type).getExtendsBound() != null;
  }

  /** Returns the bound of a wildcard that has an upper one; any other type as it is. */
  static TypeMirror of(TypeMirror type) {
    return isUpper(type) ? ((WildcardType) type).getExtendsBound() : type;
  }

  /** Returns the type with all upper-bounded wildcards in it replaced by their bounds. */
  DeclaredType replaced(DeclaredType type) {
    List<TypeMirror> arguments = new ArrayList<>();
    boolean changed = false;
    for (TypeMirror argument : type.getTypeArguments()) {
      TypeMirror replaced = replacedIn(of(argument));
      changed |= replaced != argument;
      arguments.add(replaced);
    }
    return changed
        ? types.getDeclaredType(MoreTypes.asTypeElement(type), arguments.toArray(TypeMirror[]::new))
        : type;
  }

  private TypeMirror replacedIn(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      TypeMirror component = ((ArrayType) type).getComponentType();
      TypeMirror replaced = replacedIn(component);
      return replaced == component ? type : types.getArrayType(replaced);
    }
    return type.getKind() == TypeKind.DECLARED ? replaced((DeclaredType) type) : type;
  }
}
