package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nullability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Reads the nullability of one type, as it is declared somewhere. Immutable.
 *
 * @param strict whether null is allowed only where an annotation says so
 * @param annotations the annotations that say so
 * @param variables the nullability of the arguments of type variables
 */
record NullabilityReader(
    boolean strict, NullnessAnnotations annotations, Map<Element, Nullability> variables) {

  /** Returns the nullability of the type's part that a path leads to. */
  Nullability read(TypeMirror type, String path) {
    String here = path + ".".repeat(depth(type));
    NullnessAnnotations.Found found = annotations.at(type, here);
    if (type.getKind() == TypeKind.TYPEVAR) {
      return ofVariable(
          variables.getOrDefault(MoreTypes.asElement(type), Nullability.ANYWHERE), found);
    }
    if (Bounds.isUpper(type)) {
      return read(Bounds.of(type), path + '*');
    }
    List<Nullability> parts = new ArrayList<>();
    if (type.getKind() == TypeKind.ARRAY) {
      parts.add(read(((ArrayType) type).getComponentType(), here + '['));
    } else if (type.getKind() == TypeKind.DECLARED) {
      for (TypeMirror argument : ((DeclaredType) type).getTypeArguments()) {
        parts.add(read(argument, here + parts.size() + ';'));
      }
    }
    return new Nullability(
        !strict || found.nullable(), true, found.annotations(), List.copyOf(parts));
  }

  private static Nullability ofVariable(Nullability argument, NullnessAnnotations.Found found) {
    return new Nullability(
        argument.allowed() || found.nullable(),
        argument.known(),
        Stream.concat(argument.annotations().stream(), found.annotations().stream())
            .distinct()
            .toList(),
        argument.parts());
  }

  /** Returns the number of classes around an inner class. Each of them is a step of the path. */
  private static int depth(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return 0;
    }
    List<TypeElement> around = TypeNames.withEnclosing(MoreTypes.asTypeElement(type));
    return (int)
        around.subList(0, around.size() - 1).stream()
            .takeWhile(
                each ->
                    each.getKind() == ElementKind.CLASS
                        && !each.getModifiers().contains(Modifier.STATIC))
            .count();
  }
}
