package io.tightwire.processor.scan;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * The names of constructor parameters. Class files seldom hold them; the names are then taken from
 * fields of the same types in the same order. So an exception is sent in the same way whether it is
 * compiled together with the service or was compiled before. Stateless.
 */
final class ParameterNames {

  private ParameterNames() {}

  /** Returns the parameters' names, if they can be known. */
  static List<String> of(Types types, TypeElement owner, ExecutableElement constructor) {
    List<String> names =
        constructor.getParameters().stream().map(p -> p.getSimpleName().toString()).toList();
    if (!names.stream().allMatch(name -> name.matches("arg\\d+"))) {
      return names;
    }
    List<VariableElement> fields =
        ElementFilter.fieldsIn(owner.getEnclosedElements()).stream()
            .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
            .toList();
    List<String> found = match(types, constructor.getParameters(), fields);
    return found.size() == names.size() ? found : names;
  }

  /**
   * Matches parameters with fields. If there is one parameter more, it is the message, unless a
   * field could be meant.
   */
  private static List<String> match(
      Types types,
      List<? extends VariableElement> parameters,
      List<? extends VariableElement> fields) {
    boolean hasMessage =
        parameters.size() == fields.size() + 1
            && fields.stream().noneMatch(f -> isText(f.asType()));
    List<String> names = new ArrayList<>();
    int next = 0;
    for (VariableElement parameter : parameters) {
      if (hasMessage && isText(parameter.asType())) {
        names.add("message");
      } else if (next < fields.size()
          && types.isSameType(parameter.asType(), fields.get(next).asType())) {
        names.add(fields.get(next++).getSimpleName().toString());
      } else {
        return List.of();
      }
    }
    return next == fields.size() ? names : List.of();
  }

  private static boolean isText(TypeMirror type) {
    return TypeNames.qualified(type).equals("java.lang.String");
  }
}
