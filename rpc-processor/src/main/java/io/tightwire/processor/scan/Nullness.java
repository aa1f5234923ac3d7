package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nulls;
import io.tightwire.processor.scan.ClassFile.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Where null is not allowed: in scopes that are {@code @NullMarked}, where nothing says {@code
 * Nullable}. Of types that are not compiled from source that is taken from their class files, since
 * not all compilers show it. What a type variable allows is said where its argument is written. One
 * for each service. Confined to the compiler's thread.
 */
final class Nullness {

  private static final String MARKED = "org.jspecify.annotations.NullMarked";
  private static final String UNMARKED = "org.jspecify.annotations.NullUnmarked";

  private final Elements elements;
  private final ClassFiles files;
  private final Visibility visibility;
  private final Descriptors descriptors;
  private final Map<Element, Nulls> ofParents = new HashMap<>();

  Nullness(Elements elements, ClassFiles files, Visibility visibility, Descriptors descriptors) {
    this.elements = elements;
    this.files = files;
    this.visibility = visibility;
    this.descriptors = descriptors;
  }

  /** Takes note of the type arguments that an interface gives to one of its parents. */
  void seeParent(TypeElement type, int index, DeclaredType parent) {
    if (!parent.getTypeArguments().isEmpty()) {
      Nulls nulls = nulls(type, () -> Place.ofParent(index), parent, ofParents);
      variables(MoreTypes.asTypeElement(parent), nulls).forEach(ofParents::putIfAbsent);
    }
  }

  /** What the method's result allows, before what is said of the method itself. */
  Nulls ofResult(ExecutableElement method) {
    return nulls(
        MoreElements.asType(method.getEnclosingElement()),
        () -> Place.ofResult(descriptors.of(method)),
        method.getReturnType(),
        ofParents);
  }

  /** What the method's parameter allows. */
  Nulls ofParameter(ExecutableElement method, int index) {
    Element parameter = method.getParameters().get(index);
    Nulls nulls =
        nulls(
            MoreElements.asType(method.getEnclosingElement()),
            () -> Place.ofParameter(descriptors.of(method), index),
            parameter.asType(),
            ofParents);
    return NullNotes.isNullable(parameter) ? nulls.allowing() : nulls;
  }

  /** What stands before a method or parameter to say so, and is no part of its type. */
  List<TypeElement> declared(Element element, TypeMirror type, Nulls nulls) {
    TypeMirror innermost = type;
    Nulls written = nulls; // before an array, the annotations of what it holds
    while (innermost.getKind() == TypeKind.ARRAY) {
      innermost = ((ArrayType) innermost).getComponentType();
      written = written.part(0);
    }
    List<TypeElement> annotations = new ArrayList<>(NullNotes.annotations(element, visibility));
    annotations.removeAll(written.annotations());
    return List.copyOf(annotations);
  }

  /** What the component of a record allows; the second are the nulls of the record's type. */
  Nulls ofComponent(RecordComponentElement component, Nulls type) {
    TypeElement owner = MoreElements.asType(component.getEnclosingElement());
    String name = component.getSimpleName().toString();
    Nulls nulls =
        nulls(owner, () -> Place.ofComponent(name), component.asType(), variables(owner, type));
    return NullNotes.isNullable(component) ? nulls.allowing() : nulls;
  }

  private static Map<Element, Nulls> variables(TypeElement type, Nulls nulls) {
    Map<Element, Nulls> variables = new HashMap<>();
    for (int i = 0; i < type.getTypeParameters().size(); i++) {
      variables.put(type.getTypeParameters().get(i), nulls.part(i));
    }
    return variables;
  }

  private Nulls nulls(
      TypeElement owner, Supplier<Place> place, TypeMirror type, Map<Element, Nulls> variables) {
    boolean strict = isMarked(owner);
    Optional<NullNotes> notes = notes(owner, place, strict);
    return notes.isEmpty() && strict
        ? Nulls.UNKNOWN
        : new NullReader(strict, notes.orElse(NullNotes.NONE), variables).read(type, "");
  }

  private Optional<NullNotes> notes(TypeElement owner, Supplier<Place> place, boolean strict) {
    if (files.isSource(owner)) {
      return Optional.of(NullNotes.shown(visibility));
    }
    // Stubs repeat what interfaces say, even where nothing follows from it.
    return strict || owner.getKind() == ElementKind.INTERFACE
        ? files
            .of(owner)
            .filter(file -> file.has(place.get()))
            .map(file -> NullNotes.of(file, place.get(), this::named))
        : Optional.empty();
  }

  /** An annotation, if generated code may name it. */
  private Optional<TypeElement> named(String name) {
    @Nullable ModuleElement module = elements.getModuleOf(visibility.home());
    return Optional.ofNullable(TypeLookup.find(elements, module, name))
        .filter(visibility::isRepeatable);
  }

  /** Whether types that are written inside the type are not nullable unless they say so. */
  static boolean isMarked(TypeElement type) {
    for (@Nullable Element scope = type; scope != null; scope = scope.getEnclosingElement()) {
      for (AnnotationMirror annotation : scope.getAnnotationMirrors()) {
        String name = annotation.getAnnotationType().toString();
        if (name.equals(MARKED) || name.equals(UNMARKED)) {
          return name.equals(MARKED);
        }
      }
    }
    return false;
  }
}
