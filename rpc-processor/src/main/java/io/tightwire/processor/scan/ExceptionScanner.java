package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.Nulls;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds how declared exceptions travel: the constructor with the most parameters that accessors of
 * the same name and type can fill; failing that {@code (String)}, filled with the message; failing
 * that {@code ()}. Confined to the compiler's thread.
 */
final class ExceptionScanner {

  private final Types types;
  private final Elements elements;
  private final TypeScanner scanner;
  private final Visibility visibility;
  private final MissingTypes missing;

  ExceptionScanner(
      Types types,
      Elements elements,
      TypeScanner scanner,
      Visibility visibility,
      MissingTypes missing) {
    this.types = types;
    this.elements = elements;
    this.scanner = scanner;
    this.visibility = visibility;
    this.missing = missing;
  }

  /** The checked exceptions among the thrown types, subclasses before their parents. */
  List<ExceptionModel> scan(List<? extends TypeMirror> thrown) {
    List<TypeMirror> specificFirst = new ArrayList<>();
    for (TypeMirror type : thrown) {
      if (type.getKind() == TypeKind.DECLARED) {
        missing.seeParents(MoreTypes.asTypeElement(type));
      }
      if (isCarried(type)) {
        int parent = 0;
        while (parent < specificFirst.size() && !types.isSubtype(type, specificFirst.get(parent))) {
          parent++;
        }
        specificFirst.add(parent, type);
      }
    }
    return specificFirst.stream().map(this::scan).toList();
  }

  /**
   * Unchecked ones travel undeclared; an interrupt concerns the thread that it hit, not callers.
   */
  private boolean isCarried(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && !isA(type, "java.lang.RuntimeException")
        && !isA(type, "java.lang.Error")
        && !isA(type, "java.lang.InterruptedException");
  }

  private boolean isA(TypeMirror type, String name) {
    return types.isSubtype(type, elements.getTypeElement(name).asType());
  }

  private ExceptionModel scan(TypeMirror type) {
    TypeElement element = MoreTypes.asTypeElement(type);
    String label = TypeNames.nested(element);
    Optional<Definition.Structure> state =
        Optional.of(element)
            .filter(
                e -> !e.getModifiers().contains(Modifier.ABSTRACT) && visibility.isAccessible(e))
            .flatMap(this::state)
            .map(
                components ->
                    new Definition.Structure(
                        element, label, TypeNames.identifier(type), type, components));
    return new ExceptionModel(TypeNames.qualified(type), label, type, state);
  }

  private Optional<List<Component>> state(TypeElement element) {
    List<ExecutableElement> constructors =
        ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
            .filter(visibility::isVisible)
            .toList();
    Optional<List<Component>> filled =
        constructors.stream()
            .filter(constructor -> !constructor.getParameters().isEmpty())
            .flatMap(constructor -> fill(element, constructor).stream())
            .max(Comparator.comparingInt(List::size));
    return filled
        .or(() -> constructors.stream().filter(this::takesText).findFirst().map(this::message))
        .or(
            () ->
                constructors.stream()
                    .filter(constructor -> constructor.getParameters().isEmpty())
                    .findFirst()
                    .map(c -> List.of()));
  }

  private Optional<List<Component>> fill(TypeElement element, ExecutableElement constructor) {
    List<Component> components = new ArrayList<>();
    List<String> names = ParameterNames.of(types, element, constructor);
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = constructor.getParameters().get(i);
      String name = names.get(i);
      Optional<String> accessor = accessor(element, name, parameter.asType());
      if (accessor.isEmpty()) {
        return Optional.empty(); // before its type is looked at, which may not be needed then
      }
      WireType type = scanner.scan(parameter.asType(), Nulls.ANYWHERE, "");
      if (type instanceof Unsupported) {
        return Optional.empty();
      }
      components.add(new Component(element, name, accessor.get(), parameter.asType(), type, true));
    }
    return Optional.of(components);
  }

  /** For a parameter {@code balance}: {@code balance()} or {@code getBalance()}. */
  private Optional<String> accessor(TypeElement element, String name, TypeMirror type) {
    String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return ElementFilter.methodsIn(elements.getAllMembers(element)).stream()
        .filter(method -> method.getParameters().isEmpty())
        .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
        .filter(visibility::isVisible)
        .filter(method -> types.isSameType(method.getReturnType(), type))
        .map(method -> method.getSimpleName().toString())
        .filter(method -> method.equals(name) || method.equals(getter))
        .findFirst();
  }

  private boolean takesText(ExecutableElement constructor) {
    return constructor.getParameters().size() == 1
        && TypeNames.qualified(constructor.getParameters().get(0).asType())
            .equals("java.lang.String");
  }

  private List<Component> message(Element constructor) {
    TypeMirror text = elements.getTypeElement("java.lang.String").asType();
    return List.of(
        new Component(
            constructor,
            "message",
            "getMessage",
            text,
            scanner.scan(text, Nulls.ANYWHERE, ""),
            true));
  }
}
