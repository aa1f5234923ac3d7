package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nullability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds the types that a sealed interface permits. Confined to the compiler's thread. */
final class SealedTypes {

  private final Types types;
  private final MissingTypes missing;

  SealedTypes(Types types, MissingTypes missing) {
    this.types = types;
    this.missing = missing;
  }

  /**
   * Returns all types that the sealed interface permits, each once, with type arguments that follow
   * from the interface's. Sealed interfaces below it are replaced by the types that they permit. A
   * type is left out if the interface with these arguments can't have values of it.
   */
  List<Leaf> leaves(DeclaredType sealedType, Nullability nullability) {
    Set<TypeElement> elements = new LinkedHashSet<>();
    collect(MoreTypes.asTypeElement(sealedType), elements);
    return elements.stream()
        .flatMap(element -> bind(element, sealedType, nullability).stream())
        .toList();
  }

  private void collect(TypeElement sealedType, Set<TypeElement> leaves) {
    for (TypeElement element : permitted(sealedType)) {
      if (element.getKind() == ElementKind.INTERFACE
          && element.getModifiers().contains(Modifier.SEALED)) {
        collect(element, leaves);
      } else {
        leaves.add(element);
      }
    }
  }

  /**
   * Returns the permitted types by name, since compilers order them differently if there is no
   * {@code permits} clause.
   */
  private List<TypeElement> permitted(TypeElement sealedType) {
    return sealedType.getPermittedSubclasses().stream()
        .peek(missing::collectFrom)
        .filter(type -> type.getKind() == TypeKind.DECLARED)
        .map(MoreTypes::asTypeElement)
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
        .toList();
  }

  /**
   * Binds the type parameters of a permitted type. {@code Many<T> implements Result<List<T>>} below
   * {@code Result<List<Order>>} is {@code Many<Order>}. Below {@code Result<Order>} it is empty.
   */
  private Optional<Leaf> bind(
      TypeElement element, DeclaredType sealedType, Nullability nullability) {
    DeclaredType generic = (DeclaredType) element.asType();
    TypeBindings bindings = new TypeBindings(types);
    Optional<DeclaredType> view = view(generic, MoreTypes.asTypeElement(sealedType));
    if (view.isPresent() && !bindings.bindArguments(view.get(), sealedType, nullability)) {
      return Optional.empty();
    }
    List<TypeMirror> arguments = new ArrayList<>();
    List<Nullability> parts = new ArrayList<>();
    for (TypeParameterElement parameter : element.getTypeParameters()) {
      @Nullable TypeMirror bound = bindings.get(parameter);
      if (bound == null) {
        return Optional.of(new Leaf(generic, Nullability.ANYWHERE, false));
      }
      arguments.add(bound);
      parts.add(bindings.nullability(parameter));
    }
    if (!bindings.areWithinBounds(element.getTypeParameters())) {
      return Optional.empty();
    }
    DeclaredType type =
        arguments.isEmpty()
            ? generic
            : types.getDeclaredType(element, arguments.toArray(TypeMirror[]::new));
    return Optional.of(
        new Leaf(type, new Nullability(false, true, List.of(), List.copyOf(parts)), true));
  }

  /**
   * Returns the interface, with type arguments, that the type implements directly or not. There is
   * only one.
   */
  private Optional<DeclaredType> view(DeclaredType type, TypeElement as) {
    TypeElement element = MoreTypes.asTypeElement(type);
    if (element.equals(as)) {
      return Optional.of(type);
    }
    TypeBindings bindings = TypeBindings.of(types, type);
    return Stream.concat(element.getInterfaces().stream(), Stream.of(element.getSuperclass()))
        .peek(missing::collectFrom)
        .filter(parent -> parent.getKind() == TypeKind.DECLARED)
        .flatMap(parent -> view(bindings.substitute((DeclaredType) parent), as).stream())
        .findFirst();
  }

  /**
   * A type below a sealed interface. Immutable.
   *
   * @param type the type, bound to the interface's type arguments; as declared if it is not
   *     determined
   * @param nullability where null is allowed in its arguments
   * @param determined whether the interface's type arguments determine all of its own
   */
  record Leaf(DeclaredType type, Nullability nullability, boolean determined) {}
}
