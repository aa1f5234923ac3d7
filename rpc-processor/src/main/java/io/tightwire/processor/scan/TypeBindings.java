package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nullability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types that type parameters stand for. They are found by comparing a type in which the
 * parameters occur with one in which they do not. Confined to the compiler's thread.
 */
final class TypeBindings {

  private final Types types;
  private final Map<Element, TypeMirror> bindings = new HashMap<>();
  private final Map<Element, Nullability> nullability = new HashMap<>();

  TypeBindings(Types types) {
    this.types = types;
  }

  /** Creates bindings of the type's parameters to its arguments. */
  static TypeBindings of(Types types, DeclaredType type) {
    TypeBindings bindings = new TypeBindings(types);
    List<? extends TypeParameterElement> parameters =
        MoreTypes.asTypeElement(type).getTypeParameters();
    for (int i = 0; i < type.getTypeArguments().size(); i++) {
      bindings.bindings.put(parameters.get(i), type.getTypeArguments().get(i));
    }
    return bindings;
  }

  /** Returns the type that a parameter stands for; null if it is not bound. */
  @Nullable TypeMirror get(TypeParameterElement parameter) {
    return bindings.get(parameter);
  }

  /** Returns where null is allowed in that type. */
  Nullability nullability(TypeParameterElement parameter) {
    return nullability.getOrDefault(parameter, Nullability.ANYWHERE);
  }

  /**
   * Binds the parameters in the arguments of a type so that it becomes a subtype of the actual
   * type, which is of the same class. A raw type binds nothing.
   *
   * @param actualNullability where null is allowed in the actual type
   * @return whether that can be
   */
  boolean bindArguments(DeclaredType declared, DeclaredType actual, Nullability actualNullability) {
    boolean possible = true;
    for (int i = 0; possible && i < declared.getTypeArguments().size(); i++) {
      TypeMirror argument = declared.getTypeArguments().get(i);
      TypeMirror actualArgument = actual.getTypeArguments().get(i);
      if (actualArgument.getKind() != TypeKind.WILDCARD || argument.getKind() == TypeKind.TYPEVAR) {
        possible = bind(argument, actualArgument, actualNullability.part(i));
      } else if (!hasVariables(argument)) {
        possible = types.contains(actualArgument, argument);
      }
    }
    return possible;
  }

  private boolean bind(TypeMirror declared, TypeMirror actual, Nullability actualNullability) {
    if (declared.getKind() == TypeKind.TYPEVAR) {
      return !actual.getKind().isPrimitive()
          && bindVariable(types.asElement(declared), actual, actualNullability);
    }
    if (declared.getKind() != actual.getKind()) {
      return false;
    }
    return switch (declared.getKind()) {
      case ARRAY ->
          bind(
              ((ArrayType) declared).getComponentType(),
              ((ArrayType) actual).getComponentType(),
              actualNullability.part(0));
      case DECLARED -> bindParts((DeclaredType) declared, (DeclaredType) actual, actualNullability);
      case WILDCARD -> bindBounds((WildcardType) declared, (WildcardType) actual);
      default -> types.isSameType(declared, actual);
    };
  }

  private boolean bindVariable(Element variable, TypeMirror actual, Nullability actualNullability) {
    @Nullable TypeMirror former = bindings.putIfAbsent(variable, actual);
    nullability.putIfAbsent(variable, actualNullability);
    // By name, since not all compilers compare types that were made by substitution.
    return former == null || TypeNames.qualified(former).equals(TypeNames.qualified(actual));
  }

  private boolean bindParts(
      DeclaredType declared, DeclaredType actual, Nullability actualNullability) {
    List<? extends TypeMirror> parts = declared.getTypeArguments();
    boolean possible =
        MoreTypes.asTypeElement(declared).equals(MoreTypes.asTypeElement(actual))
            && parts.size() == actual.getTypeArguments().size();
    for (int i = 0; possible && i < parts.size(); i++) {
      TypeMirror part = actual.getTypeArguments().get(i);
      // No List<T> is a List<? extends Number>: only the outermost argument may be a wildcard.
      possible =
          (parts.get(i).getKind() != TypeKind.TYPEVAR || part.getKind() != TypeKind.WILDCARD)
              && bind(parts.get(i), part, actualNullability.part(i));
    }
    return possible;
  }

  private boolean bindBounds(WildcardType declared, WildcardType actual) {
    return bindBound(declared.getExtendsBound(), actual.getExtendsBound())
        && bindBound(declared.getSuperBound(), actual.getSuperBound());
  }

  private boolean bindBound(@Nullable TypeMirror declared, @Nullable TypeMirror actual) {
    return declared == null
        ? actual == null
        : actual != null && bind(declared, actual, Nullability.ANYWHERE);
  }

  /**
   * Returns whether the types that the parameters stand for are within their bounds. All parameters
   * must be bound.
   */
  boolean areWithinBounds(List<? extends TypeParameterElement> parameters) {
    return parameters.stream()
        .allMatch(
            parameter ->
                parameter.getBounds().stream()
                    .allMatch(bound -> isWithin(bindings.get(parameter), bound)));
  }

  private boolean isWithin(@Nullable TypeMirror argument, TypeMirror bound) {
    boolean isOpen =
        bindings.values().stream().anyMatch(actual -> actual.getKind() == TypeKind.WILDCARD);
    return argument == null || isOpen || types.isSubtype(argument, substitute(bound));
  }

  /** Returns the type with its variables replaced by the types that they stand for. */
  TypeMirror substitute(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> bindings.getOrDefault(types.asElement(type), type);
      case ARRAY -> types.getArrayType(substitute(((ArrayType) type).getComponentType()));
      case DECLARED -> substitute((DeclaredType) type);
      case WILDCARD -> {
        WildcardType wildcard = (WildcardType) type;
        yield types.getWildcardType(
            substituteBound(wildcard.getExtendsBound()), substituteBound(wildcard.getSuperBound()));
      }
      default -> type;
    };
  }

  DeclaredType substitute(DeclaredType type) {
    if (type.getTypeArguments().isEmpty()) {
      return type;
    }
    TypeElement element = MoreTypes.asTypeElement(type);
    return types.getDeclaredType(
        element, type.getTypeArguments().stream().map(this::substitute).toArray(TypeMirror[]::new));
  }

  private @Nullable TypeMirror substituteBound(@Nullable TypeMirror bound) {
    return bound == null ? null : substitute(bound);
  }

  private static boolean hasVariables(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> true;
      case ARRAY -> hasVariables(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().anyMatch(TypeBindings::hasVariables);
      case WILDCARD ->
          hasVariablesInBound(((WildcardType) type).getExtendsBound())
              || hasVariablesInBound(((WildcardType) type).getSuperBound());
      default -> false;
    };
  }

  private static boolean hasVariablesInBound(@Nullable TypeMirror bound) {
    return bound != null && hasVariables(bound);
  }
}
