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

/** What is written beside types to say that they may be null, in any of the usual dialects. */
@FunctionalInterface
interface NullnessAnnotations {

  /** Nothing is. */
  NullnessAnnotations NONE = (type, path) -> new Found(false, List.of());

  /**
   * What is written beside a type, or beside a part of one.
   *
   * @param path the way to the part, as in {@link ClassFile#annotations}
   */
  Found at(TypeMirror type, String path);

  /** What the compiler shows. */
  static NullnessAnnotations shown(Visibility visibility) {
    return (type, path) -> new Found(isNullable(type), annotations(type, visibility));
  }

  /** What a class file holds at a place; by name, annotations that generated code may name. */
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

  /** Whether the type or element says that it may be null. */
  static boolean isNullable(AnnotatedConstruct construct) {
    return annotations(construct).findAny().isPresent();
  }

  /** With what it says so, as far as generated code may repeat it. */
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
   * One.
   *
   * @param nullable whether it says so
   * @param annotations with what, as far as generated code may name it
   */
  record Found(boolean nullable, List<TypeElement> annotations) {}
}
