package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.scan.ClassFile.Position;
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
 * Finds where null is not allowed: in scopes that are {@code @NullMarked}, where there is no {@code
 * Nullable}. For types that are not compiled from source, their class files are read, since not all
 * compilers show these annotations. Whether a type variable allows null depends on its argument.
 * There is one scanner for each service. Confined to the compiler's thread.
 */
final class NullabilityScanner {

  private static final String MARKED = "org.jspecify.annotations.NullMarked";
  private static final String UNMARKED = "org.jspecify.annotations.NullUnmarked";

  private final Elements elements;
  private final ClassFiles files;
  private final Visibility visibility;
  private final JvmDescriptors descriptors;
  private final Map<Element, Nullability> ofParents = new HashMap<>();

  NullabilityScanner(
      Elements elements, ClassFiles files, Visibility visibility, JvmDescriptors descriptors) {
    this.elements = elements;
    this.files = files;
    this.visibility = visibility;
    this.descriptors = descriptors;
  }

  /** Adds the type arguments that an interface gives to one of its parents. */
  void addParent(TypeElement type, int index, DeclaredType parent) {
    if (!parent.getTypeArguments().isEmpty()) {
      Nullability nullability =
          nullability(type, () -> Position.ofParent(index), parent, ofParents);
      variables(MoreTypes.asTypeElement(parent), nullability).forEach(ofParents::putIfAbsent);
    }
  }

  /**
   * Returns the nullability of the method's result, without the annotations of the method itself.
   */
  Nullability ofResult(ExecutableElement method) {
    return nullability(
        MoreElements.asType(method.getEnclosingElement()),
        () -> Position.ofResult(descriptors.of(method)),
        method.getReturnType(),
        ofParents);
  }

  /** Returns the nullability of the method's parameter. */
  Nullability ofParameter(ExecutableElement method, int index) {
    Element parameter = method.getParameters().get(index);
    Nullability nullability =
        nullability(
            MoreElements.asType(method.getEnclosingElement()),
            () -> Position.ofParameter(descriptors.of(method), index),
            parameter.asType(),
            ofParents);
    return NullnessAnnotations.isNullable(parameter) ? nullability.allowingNull() : nullability;
  }

  /**
   * Returns the annotations of a method or parameter that allow null, and are no part of its type.
   */
  List<TypeElement> declared(Element element, TypeMirror type, Nullability nullability) {
    TypeMirror innermost = type;
    Nullability written = nullability; // before an array, the annotations belong to its elements
    while (innermost.getKind() == TypeKind.ARRAY) {
      innermost = ((ArrayType) innermost).getComponentType();
      written = written.part(0);
    }
    List<TypeElement> annotations =
        new ArrayList<>(NullnessAnnotations.annotations(element, visibility));
    annotations.removeAll(written.annotations());
    return List.copyOf(annotations);
  }

  /** Returns the nullability of a record's component, given that of the record's type. */
  Nullability ofComponent(RecordComponentElement component, Nullability type) {
    TypeElement owner = MoreElements.asType(component.getEnclosingElement());
    String name = component.getSimpleName().toString();
    Nullability nullability =
        nullability(
            owner, () -> Position.ofComponent(name), component.asType(), variables(owner, type));
    return NullnessAnnotations.isNullable(component) ? nullability.allowingNull() : nullability;
  }

  private static Map<Element, Nullability> variables(TypeElement type, Nullability nullability) {
    Map<Element, Nullability> variables = new HashMap<>();
    for (int i = 0; i < type.getTypeParameters().size(); i++) {
      variables.put(type.getTypeParameters().get(i), nullability.part(i));
    }
    return variables;
  }

  private Nullability nullability(
      TypeElement owner,
      Supplier<Position> position,
      TypeMirror type,
      Map<Element, Nullability> variables) {
    boolean strict = isMarked(owner);
    Optional<NullnessAnnotations> annotations = annotations(owner, position, strict);
    return annotations.isEmpty() && strict
        ? Nullability.UNKNOWN
        : new NullabilityReader(strict, annotations.orElse(NullnessAnnotations.NONE), variables)
            .read(type, "");
  }

  private Optional<NullnessAnnotations> annotations(
      TypeElement owner, Supplier<Position> position, boolean strict) {
    if (files.isSource(owner)) {
      return Optional.of(NullnessAnnotations.shown(visibility));
    }
    // Stubs repeat the annotations of interfaces, even if these have no effect.
    return strict || owner.getKind() == ElementKind.INTERFACE
        ? files
            .of(owner)
            .filter(file -> file.has(position.get()))
            .map(file -> NullnessAnnotations.of(file, position.get(), this::named))
        : Optional.empty();
  }

  /** Returns an annotation by its name, if generated code may name it. */
  private Optional<TypeElement> named(String name) {
    @Nullable ModuleElement module = elements.getModuleOf(visibility.home());
    return Optional.ofNullable(TypeLookup.find(elements, module, name))
        .filter(visibility::isRepeatable);
  }

  /** Returns whether types that are written inside the type are not nullable unless they say so. */
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
