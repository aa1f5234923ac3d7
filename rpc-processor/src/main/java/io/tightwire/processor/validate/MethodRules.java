package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.MethodProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.ServiceProblems;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.ExceptionModel.SkippedConstructor;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the methods of a service, except for their types. Stateless. */
final class MethodRules {

  /**
   * The slots that a lambda in generated code can capture: 255, less those of the reader or writer,
   * of {@code this}, and of the JVM's lambda factory.
   */
  private static final int MAX_PARAMETER_SLOTS = 250;

  private MethodRules() {}

  static List<Problem> check(ServiceModel service) {
    List<Problem> problems = new ArrayList<>();
    Set<String> wireNames = new HashSet<>();
    Set<String> partial = new HashSet<>();
    for (ServiceModel.Unwritable method : service.unwritable()) {
      String label = service.label() + '.' + method.name();
      problems.add(MethodProblems.unwritableMethod(label, method.origin()));
    }
    for (MethodModel method : service.methods()) {
      String label = service.label() + '.' + method.name();
      if (method.generic()) {
        problems.add(MethodProblems.genericMethod(label, method.origin()));
      }
      if (!wireNames.add(method.wireName())) {
        problems.add(
            MethodProblems.duplicateMethod(
                label, method.wireName(), proposal(method), method.origin()));
      }
      if (!WireNames.isUsable(method.wireName())) {
        problems.add(ServiceProblems.unusableName(label, "RpcMethod", method.origin()));
      }
      if (method.isReserved()) {
        problems.add(
            MethodProblems.reservedMethod(
                label + "()", "every object has one with another result", method.origin()));
      }
      int slots = slots(method);
      if (slots > MAX_PARAMETER_SLOTS) {
        problems.add(
            MethodProblems.tooManyParameters(label, slots, MAX_PARAMETER_SLOTS, method.origin()));
      }
      problems.addAll(DurationRules.check(label, method));
      problems.addAll(InputRules.check(label, method));
      for (ExceptionModel exception : method.exceptions()) {
        if (!exception.creatable()) {
          problems.add(
              MethodProblems.uncreatableException(label, exception.label(), method.origin()));
        } else if (exception.state().isEmpty()) {
          problems.add(MethodProblems.unusableException(label, exception.label(), method.origin()));
        }
        exception
            .skipped()
            .filter(p -> partial.add(exception.id()))
            .map(p -> partial(label, exception, p, method))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Problem partial(
      String label, ExceptionModel exception, SkippedConstructor constructor, MethodModel method) {
    return MethodProblems.partialException(
        label, exception.label(), constructor.signature(), constructor.unfilled(), method.origin());
  }

  private static int slots(MethodModel method) {
    int ofInput = method.input().isPresent() ? 1 : 0;
    return method.parameters().stream()
        .map(ParameterModel::type)
        .mapToInt(MethodRules::slots)
        .reduce(ofInput, Integer::sum);
  }

  private static int slots(WireType type) {
    return type instanceof WireType.Primitive primitive
            && (primitive.type() == PrimitiveType.LONG || primitive.type() == PrimitiveType.DOUBLE)
        ? 2
        : 1;
  }

  /**
   * Proposes a wire name from a method's parameters: {@code findByNameAndLimit} for {@code
   * find(name, limit)}.
   */
  private static String proposal(MethodModel method) {
    if (method.parameters().isEmpty()) {
      return method.name() + "All";
    }
    return method.parameters().stream()
        .map(ParameterModel::name)
        .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
        .collect(Collectors.joining("And", method.name() + "By", ""));
  }
}
