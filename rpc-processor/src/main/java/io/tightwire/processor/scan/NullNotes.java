package io.tightwire.processor.scan;

import io.tightwire.processor.model.Nulls;
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
interface NullNotes {

  /** Nothing is. */
  NullNotes NONE = (type, path) -> new Note(false, List.of());

  /**
   * What is written beside a type, or beside a part of one.
   *
   * @param path the way to the part, as in {@link ClassFile#annotations}
   */
  Note at(TypeMirror type, String path);

  /** What the compiler shows. */
  static NullNotes shown(Visibility visibility) {
    return (type, path) -> new Note(isNullable(type), annotations(type, visibility));
  }

  /** What a class file holds at a place; by name, annotations that generated code may name. */
  static NullNotes of(
      ClassFile file, ClassFile.Place place, Function<String, Optional<TypeElement>> elements) {
    return (type, path) -> {
      List<String> names =
          file.annotations(place, path).stream()
              .map(name -> name.replace('/', '.').replace('$', '.'))
              .filter(name -> Nulls.areAllowedBy(name.substring(name.lastIndexOf('.') + 1)))
              .toList();
      return new Note(
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
        .filter(annotation -> Nulls.areAllowedBy(annotation.asElement().getSimpleName()));
  }

  /**
   * One.
   *
   * @param nullable whether it says so
   * @param annotations with what, as far as generated code may name it
   */
  record Note(boolean nullable, List<TypeElement> annotations) {}
}
