package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.Place;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.TypeProblems;
import io.tightwire.processor.model.CallKind;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the types that a service mentions, wherever they occur. A definition is checked once,
 * where it is reached first, so that a bad component is reported once. Confined to one validation.
 */
final class TypeRules {

  private final ServiceModel service;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private TypeRules(ServiceModel service) {
    this.service = service;
  }

  static List<Problem> check(ServiceModel service) {
    TypeRules rules = new TypeRules(service);
    service.methods().forEach(rules::check);
    return rules.problems;
  }

  private void check(MethodModel method) {
    if (method.generic()) {
      return; // reported already; its type variables would only repeat it
    }
    String label = service.label() + '.' + method.name();
    for (ParameterModel parameter : method.parameters()) {
      if (method.input().isPresent() && InputRules.isStream(parameter)) {
        continue; // reported already
      }
      String subject = "Parameter \"" + parameter.name() + "\" of " + label;
      check(parameter.type(), Place.of(subject, parameter.origin()));
    }
    method
        .input()
        .map(InputModel::parameter)
        .ifPresent(
            stream -> {
              String subject = "Parameter \"" + stream.name() + "\" of " + label;
              check(stream.type(), Place.of(subject, stream.origin()).part());
            });
    Place result = Place.of("The result of " + label, method.origin());
    if (!(method.result() instanceof WireType.VoidType) || method.kind().isStreaming()) {
      check(method.result(), method.kind() == CallKind.VALUE ? result : result.part());
    }
    for (ExceptionModel exception : method.exceptions()) {
      exception.state().ifPresent(state -> check(state, result));
    }
  }

  private void check(WireType mayBeNull, Place place) {
    WireType type = mayBeNull.bare();
    if (type instanceof Unsupported unsupported) {
      problems.add(problem(unsupported, place));
    } else if (type instanceof WireType.VoidType) {
      problems.add(TypeProblems.noValue(place));
    } else if (type instanceof WireType.Named named) {
      if (seen.add(named.id())) {
        check(service.definition(named.id()), place);
      }
    } else if (type instanceof WireType.OptionalType optional
        && mayBeNil(optional.element().bare())) {
      problems.add(TypeProblems.nestedOptional(place, optional(optional.element().bare())));
    } else {
      type.parts().forEach(part -> check(part, place.part()));
    }
  }

  /** Returns whether a type has an empty value, which looks like that of an optional around it. */
  private static boolean mayBeNil(WireType type) {
    return type instanceof WireType.OptionalType || type instanceof WireType.OptionalPrimitive;
  }

  private static String optional(WireType type) {
    return type instanceof WireType.OptionalPrimitive primitive
        ? "Optional" + primitive.type().capitalized()
        : "Optional<…>";
  }

  private void check(Definition definition, Place place) {
    if (definition instanceof Definition.Union union) {
      check(union, place);
    } else if (definition instanceof Definition.Structure structure) {
      for (Component component : structure.components()) {
        check(component.type(), place.component(structure.label(), component.name()));
      }
    }
  }

  private void check(Definition.Union union, Place place) {
    Set<String> tags = new HashSet<>();
    for (Definition.Union.Case each : union.cases()) {
      if (!tags.add(each.tag())) {
        problems.add(TypeProblems.duplicateTag(place, union.label(), each.tag()));
      }
      check(each.type(), place.component(union.label(), each.tag()));
    }
    if (union.cases().isEmpty()) {
      problems.add(TypeProblems.emptySealedType(place, union.label()));
    }
  }

  private static Problem problem(Unsupported type, Place place) {
    return switch (type.reason()) {
      case NO_CODEC, UNRESOLVED ->
          TypeProblems.unsupportedType(place, type.type(), type.supertypes());
      case SEALED_CLASS -> TypeProblems.sealedClass(place, type.type());
      case RAW -> TypeProblems.rawType(place, type.type());
      case WILDCARD -> TypeProblems.wildcard(place, type.type());
      case TYPE_VARIABLE -> TypeProblems.typeVariable(place, type.type());
      case ASYNCHRONOUS_INSIDE -> TypeProblems.asynchronousType(place, type.type());
      case MISPLACED_INPUT -> TypeProblems.misplacedInput(place, type.type());
      case ENDLESS -> TypeProblems.endlessType(place, type.type());
      case UNDETERMINED -> TypeProblems.undeterminedCase(place, type.type());
      case UNWRITABLE -> TypeProblems.unwritableComponent(place, type.type());
      case INACCESSIBLE -> TypeProblems.inaccessibleType(place, type.type());
    };
  }
}
