package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nullability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The names of types, without the annotations that compilers add to them. Stateless. */
final class TypeNames {

  private TypeNames() {}

  /** Returns the qualified name, with type arguments: {@code com.acme.Page<com.acme.Order>}. */
  static String qualified(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return qualified(((ArrayType) type).getComponentType()) + "[]";
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return type.getKind().isPrimitive() ? primitive(type) : type.toString();
    }
    DeclaredType declared = (DeclaredType) type;
    String name = MoreTypes.asTypeElement(declared).getQualifiedName().toString();
    if (declared.getTypeArguments().isEmpty()) {
      return name;
    }
    return declared.getTypeArguments().stream()
        .map(TypeNames::qualified)
        .collect(Collectors.joining(", ", name + '<', ">"));
  }

  /**
   * Returns an id, which is the same for types that are sent in the same way. Where type arguments
   * allow null is part of it.
   */
  static String id(DeclaredType type, Nullability nullability) {
    return type.getTypeArguments().isEmpty()
        ? qualified(type)
        : qualified(type) + marks(type, nullability);
  }

  private static String marks(TypeMirror type, Nullability nullability) {
    if (type.getKind() == TypeKind.ARRAY) {
      return '[' + mark(((ArrayType) type).getComponentType(), nullability.part(0)) + ']';
    }
    StringJoiner marks = new StringJoiner(",", "<", ">");
    if (type.getKind() == TypeKind.DECLARED) {
      List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
      for (int i = 0; i < arguments.size(); i++) {
        marks.add(mark(arguments.get(i), nullability.part(i)));
      }
    }
    return marks.toString();
  }

  private static String mark(TypeMirror type, Nullability nullability) {
    return (nullability.allowed() ? "?" : "") + marks(type, nullability);
  }

  /** Returns how deeply type arguments are nested in it. */
  static int nesting(TypeMirror type) {
    return type.getKind() != TypeKind.DECLARED
        ? 0
        : ((DeclaredType) type)
            .getTypeArguments().stream()
                .mapToInt(argument -> 1 + nesting(argument))
                .max()
                .orElse(0);
  }

  /** Returns the type and the types that it is nested in, the innermost first. */
  static List<TypeElement> withEnclosing(TypeElement type) {
    List<TypeElement> types = new ArrayList<>(List.of(type));
    Element around = type.getEnclosingElement();
    if (around != null && MoreElements.isType(around)) {
      types.addAll(withEnclosing(MoreElements.asType(around)));
    }
    return types;
  }

  /** Returns the name with those of the types around it: {@code Outer.Inner}. */
  static String nested(TypeElement type) {
    return withEnclosing(type).stream()
        .map(around -> around.getSimpleName().toString())
        .reduce((inner, outer) -> outer + '.' + inner)
        .orElseThrow();
  }

  /** Returns an identifier for the type, which is not unique: {@code PageOfOrder}. */
  static String identifier(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return "ArrayOf" + identifier(((ArrayType) type).getComponentType());
    }
    if (type.getKind() != TypeKind.DECLARED) {
      String name = qualified(type);
      return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
    DeclaredType declared = (DeclaredType) type;
    String name = MoreTypes.asTypeElement(declared).getSimpleName().toString();
    if (declared.getTypeArguments().isEmpty()) {
      return name;
    }
    return declared.getTypeArguments().stream()
        .map(TypeNames::identifier)
        .collect(Collectors.joining("And", name + "Of", ""));
  }

  private static String primitive(TypeMirror type) {
    return type.getKind().name().toLowerCase(Locale.ROOT);
  }
}
