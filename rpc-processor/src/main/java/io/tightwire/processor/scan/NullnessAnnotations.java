package io.tightwire.processor.scan;

import io.tightwire.processor.model.Nullability;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * The annotations that allow null for a type, of any of the usual libraries. Confined to the
 * compiler's thread.
 */
@FunctionalInterface
interface NullnessAnnotations {

  /** No annotations. */
  NullnessAnnotations NONE = (type, path) -> new Found(false, List.of());

  /**
   * Returns the annotations of a type, or of a part of it.
   *
   * @param path the way to the part, as in {@link ClassFile#annotations}
   */
  Found at(TypeMirror type, String path);

  /** Creates the annotations that the compiler shows. */
  static NullnessAnnotations shown(Visibility visibility) {
    return (type, path) -> new Found(isNullable(type), annotations(type, visibility));
  }

  /**
   * Creates the annotations that a class file holds at a position. The function finds annotations
   * by name that generated code may name.
   */
  static NullnessAnnotations of(
      ClassFile file,
      ClassFile.Position position,
      Function<String, Optional<TypeElement>> elements) {
    return (type, path) -> {
      List<String> names =
          file.annotations(position, path).stream()
              .map(name -> name.replace('/', '.').replace('$', '.'))
              .filter(name -> Nullability.isAllowedBy(name.substring(name.lastIndexOf('.') + 1)))
              .toList();
      return new Found(
          !names.isEmpty(), names.stream().flatMap(name -> elements.apply(name).stream()).toList());
    };
  }

  /** Returns whether the type or element says that it may be null. */
  static boolean isNullable(AnnotatedConstruct construct) {
    return annotations(construct).findAny().isPresent();
  }

  /** Returns the annotations that allow null, as far as generated code may repeat them. */
  static List<TypeElement> annotations(AnnotatedConstruct construct, Visibility visibility) {
    return annotations(construct)
        .filter(annotation -> annotation.getKind() == TypeKind.DECLARED) // or its class is missing
        .map(annotation -> (TypeElement) annotation.asElement())
        .filter(visibility::isRepeatable)
        .distinct()
        .toList();
  }

  private static Stream<DeclaredType> annotations(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .filter(annotation -> Nullability.isAllowedBy(annotation.asElement().getSimpleName()));
  }

  /**
   * The annotations that were found. Immutable. *
   *
   * @param nullable whether there are any
   * @param annotations those that generated code may name
   */
  record Found(boolean nullable, List<TypeElement> annotations) {}
}
