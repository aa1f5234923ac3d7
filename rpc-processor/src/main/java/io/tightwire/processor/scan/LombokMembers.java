package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Finds constructors and accessors that Lombok has yet to add to a class. Lombok adds them in the
 * first round, when other processors may have been called already. With javac it then removes its
 * annotations. Other compilers keep them, so an annotation whose members exist does not count.
 * Stateless.
 */
final class LombokMembers {

  private static final Set<String> ALL_ARGUMENTS = Set.of("AllArgsConstructor", "Value");
  private static final Set<String> REQUIRED_ARGUMENTS = Set.of("RequiredArgsConstructor", "Data");
  private static final Set<String> UNLESS_WRITTEN = Set.of("Value", "Data");
  private static final Set<String> GETTERS = Set.of("Getter", "Value", "Data");

  private LombokMembers() {}

  /** Adds members that are still missing, of the class or of a class that it extends. */
  static void collectPending(TypeElement type, MissingTypes missing) {
    if (arePending(type)) {
      missing.add(
          "what Lombok is to add to "
              + TypeNames.nested(type)
              + " (with Lombok among the annotation processors)");
    }
    if (type.getSuperclass().getKind() == TypeKind.DECLARED) {
      collectPending(MoreTypes.asTypeElement(type.getSuperclass()), missing);
    }
  }

  private static boolean arePending(TypeElement type) {
    List<VariableElement> fields =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
            .toList();
    return isConstructorPending(type, fields)
        || fields.stream()
            .filter(field -> has(type, GETTERS) || has(field, GETTERS))
            .anyMatch(field -> !hasAccessor(type, field));
  }

  private static boolean isConstructorPending(TypeElement type, List<VariableElement> fields) {
    List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
    if (has(type, Set.of("StandardException"))) {
      return constructors.stream().noneMatch(constructor -> constructor.getParameters().size() > 1);
    }
    boolean isWritten =
        has(type, UNLESS_WRITTEN)
            && constructors.stream().anyMatch(c -> !c.getParameters().isEmpty());
    if (isWritten) {
      return false;
    }
    return (has(type, ALL_ARGUMENTS) && constructors.stream().noneMatch(c -> takes(c, fields)))
        || (has(type, REQUIRED_ARGUMENTS)
            && constructors.stream().noneMatch(c -> takes(c, required(fields))));
  }

  private static List<VariableElement> required(List<VariableElement> fields) {
    return fields.stream()
        .filter(
            field -> field.getModifiers().contains(Modifier.FINAL) || has(field, Set.of("NonNull")))
        .toList();
  }

  private static boolean takes(ExecutableElement constructor, List<VariableElement> fields) {
    return names(constructor.getParameters()).equals(names(fields));
  }

  private static List<String> names(List<? extends VariableElement> variables) {
    return variables.stream().map(variable -> variable.getSimpleName().toString()).toList();
  }

  private static boolean hasAccessor(TypeElement type, VariableElement field) {
    String name = field.getSimpleName().toString();
    String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    Set<String> names = Set.of(name, "get" + capitalized, "is" + capitalized);
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            method ->
                method.getParameters().isEmpty()
                    && names.contains(method.getSimpleName().toString()));
  }

  private static boolean has(Element element, Set<String> annotations) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .filter(annotation -> annotation.getKind() == TypeKind.DECLARED)
        .map(MoreTypes::asTypeElement)
        .anyMatch(
            annotation ->
                annotations.contains(annotation.getSimpleName().toString())
                    && MoreElements.getPackage(annotation)
                        .getQualifiedName()
                        .toString()
                        .startsWith("lombok"));
  }
}
