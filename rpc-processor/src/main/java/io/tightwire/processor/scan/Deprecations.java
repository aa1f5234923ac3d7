package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Records whether a service reaches a deprecated element, which generated code then names. Confined
 * to the compiler's thread.
 */
final class Deprecations {

  private final Types types;
  private final Elements elements;
  private boolean found;

  Deprecations(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** Returns whether an inspected element is deprecated. */
  boolean found() {
    return found;
  }

  /** Inspects an element, and the types around it. */
  void inspect(Element element) {
    found |= elements.isDeprecated(element);
    if (MoreElements.isType(element)) {
      for (TypeElement around : TypeNames.withEnclosing(MoreElements.asType(element))) {
        found |= elements.isDeprecated(around);
      }
    }
  }

  /** Inspects a method, its exceptions, and its annotations in generated code. */
  void inspect(MethodModel method) {
    inspect(method.origin());
    method.annotations().forEach(this::inspect);
    inspect(method.nullability());
    for (ParameterModel parameter : method.declaredParameters()) {
      parameter.annotations().forEach(this::inspect);
      inspect(parameter.nullability());
    }
    for (ExceptionModel exception : method.exceptions()) {
      inspect(MoreTypes.asElement(exception.javaType()));
      exception.state().ifPresent(this::inspect);
    }
  }

  /** Inspects the methods and constructors that generated code calls for values of the type. */
  void inspect(Definition definition) {
    if (definition instanceof Definition.Structure structure) {
      TypeElement type = MoreTypes.asTypeElement(structure.javaType());
      if (type.getKind() == ElementKind.RECORD) {
        List<? extends RecordComponentElement> components = type.getRecordComponents();
        components.forEach(component -> inspect(component.getAccessor()));
        inspectConstructor(type, components.stream().map(Element::asType).toList());
      } else {
        structure.components().forEach(component -> inspectMethod(type, component.accessor()));
        inspectConstructor(type, structure.components().stream().map(Component::javaType).toList());
      }
    } else if (definition instanceof Definition.CustomType custom) {
      TypeElement codec = MoreTypes.asTypeElement(custom.codec());
      inspect(codec);
      inspectConstructor(codec, List.of());
    }
  }

  private void inspectMethod(TypeElement type, String name) {
    ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .filter(method -> method.getParameters().isEmpty())
        .forEach(this::inspect);
  }

  private void inspect(Nullability nullability) {
    nullability.annotations().forEach(this::inspect);
    nullability.parts().forEach(this::inspect);
  }

  private void inspectConstructor(TypeElement type, List<? extends TypeMirror> taken) {
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      List<? extends VariableElement> parameters = constructor.getParameters();
      if (parameters.size() == taken.size()
          && IntStream.range(0, taken.size())
              .allMatch(i -> types.isSameType(parameters.get(i).asType(), taken.get(i)))) {
        inspect(constructor);
      }
    }
  }

  /** Returns the element's {@code @Deprecated}, which generated code repeats. */
  static Optional<AnnotationMirror> of(Element element) {
    return Optional.ofNullable(
        MoreElements.getAnnotationMirror(element, Deprecated.class).orNull());
  }
}
