package io.tightwire.processor.scan;

import io.tightwire.processor.model.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** What is written beside types to say that they may be null, in any of the usual dialects. */
@FunctionalInterface
interface NullNotes {

  /** Nothing is. */
  NullNotes NONE = (type, path) -> new Note(false, List.of());

  /** What the compiler shows. */
  NullNotes SHOWN =
      (type, path) -> {
        List<TypeElement> annotations = annotations(type);
        return new Note(!annotations.isEmpty(), annotations);
      };

  /**
   * What is written beside a type, or beside a part of one.
   *
   * @param path the way to the part, as in {@link ClassFile#annotations}
   */
  Note at(TypeMirror type, String path);

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
    return !annotations(construct).isEmpty();
  }

  private static List<TypeElement> annotations(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
        .filter(annotation -> Nulls.areAllowedBy(annotation.getSimpleName()))
        .distinct()
        .toList();
  }

  /**
   * One.
   *
   * @param nullable whether it says so
   * @param annotations with what, as far as generated code may name it
   */
  record Note(boolean nullable, List<TypeElement> annotations) {}
}
