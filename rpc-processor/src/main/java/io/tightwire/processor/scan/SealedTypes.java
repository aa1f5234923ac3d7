package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nulls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What a value of a sealed interface may be. Confined to the compiler's thread. */
final class SealedTypes {

  private final Types types;
  private final MissingTypes missing;

  SealedTypes(Types types, MissingTypes missing) {
    this.types = types;
    this.missing = missing;
  }

  /**
   * All types that the sealed interface permits, sealed interfaces below it replaced by what they
   * permit; each once, with type arguments that follow from the interface's.
   */
  List<Leaf> leaves(DeclaredType sealedType, Nulls nulls) {
    Map<Element, Leaf> leaves = new LinkedHashMap<>();
    collect(new Leaf(sealedType, nulls), leaves);
    return List.copyOf(leaves.values());
  }

  private void collect(Leaf sealedType, Map<Element, Leaf> leaves) {
    for (TypeElement element : permitted(sealedType.type())) {
      @Nullable Leaf bound = bind(element, sealedType);
      if (bound == null) {
        continue; // a Failure<Integer> is no Result<String>
      }
      if (element.getKind() == ElementKind.INTERFACE
          && element.getModifiers().contains(Modifier.SEALED)) {
        collect(bound, leaves);
      } else {
        leaves.putIfAbsent(element, bound);
      }
    }
  }

  /** By name: where nothing follows {@code permits}, compilers differ in the order. */
  private List<TypeElement> permitted(DeclaredType sealedType) {
    return MoreTypes.asTypeElement(sealedType).getPermittedSubclasses().stream()
        .peek(missing::see)
        .filter(type -> type.getKind() == TypeKind.DECLARED)
        .map(MoreTypes::asTypeElement)
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
        .toList();
  }

  /** {@code Ok<T> implements Result<T>} below {@code Result<Order>}: {@code Ok<Order>}. */
  private @Nullable Leaf bind(TypeElement element, Leaf parent) {
    DeclaredType generic = (DeclaredType) element.asType();
    Map<Element, TypeMirror> bindings = new HashMap<>();
    Map<Element, Nulls> nulls = new HashMap<>();
    for (TypeMirror supertype : types.directSupertypes(generic)) {
      if (types.isSameType(types.erasure(supertype), types.erasure(parent.type()))
          && !unify((DeclaredType) supertype, parent, bindings, nulls)) {
        return null;
      }
    }
    List<TypeMirror> arguments = new ArrayList<>();
    List<Nulls> parts = new ArrayList<>();
    for (TypeMirror variable : generic.getTypeArguments()) {
      TypeMirror bound = bindings.get(types.asElement(variable));
      arguments.add(bound == null ? variable : bound);
      parts.add(nulls.getOrDefault(types.asElement(variable), Nulls.ANYWHERE));
    }
    DeclaredType type =
        arguments.isEmpty()
            ? generic
            : types.getDeclaredType(element, arguments.toArray(TypeMirror[]::new));
    return new Leaf(type, new Nulls(false, true, List.of(), List.copyOf(parts)));
  }

  private boolean unify(
      DeclaredType supertype,
      Leaf parent,
      Map<Element, TypeMirror> bindings,
      Map<Element, Nulls> nulls) {
    for (int i = 0; i < supertype.getTypeArguments().size(); i++) {
      TypeMirror declared = supertype.getTypeArguments().get(i);
      TypeMirror actual = parent.type().getTypeArguments().get(i);
      missing.see(declared);
      if (declared.getKind() == TypeKind.TYPEVAR) {
        bindings.put(types.asElement(declared), actual);
        nulls.put(types.asElement(declared), parent.nulls().part(i));
      } else if (!types.isSameType(declared, actual)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A type below a sealed interface.
   *
   * @param type the type, bound to the interface's type arguments
   * @param nulls where null may stand in those
   */
  record Leaf(DeclaredType type, Nulls nulls) {}
}
