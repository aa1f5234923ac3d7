package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.MethodProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the stream that a method takes, except for the type of its items. Stateless. */
final class InputRules {

  private InputRules() {}

  static List<Problem> check(String label, MethodModel method) {
    if (method.input().isEmpty()) {
      return List.of();
    }
    InputModel input = method.input().get();
    ParameterModel stream = input.parameter();
    List<Problem> problems = new ArrayList<>();
    List<String> others =
        method.parameters().stream()
            .filter(InputRules::isStream)
            .map(ParameterModel::name)
            .toList();
    if (!others.isEmpty()) {
      List<String> names = Stream.concat(others.stream(), Stream.of(stream.name())).toList();
      problems.add(MethodProblems.twoInputStreams(label, names, method.origin()));
    }
    if (input.nullable()) {
      problems.add(MethodProblems.nullableInputStream(label, stream.name(), stream.origin()));
    }
    if (method.settings().idempotent()) {
      problems.add(MethodProblems.idempotentInputStream(label, method.origin()));
    }
    return problems;
  }

  /** Returns whether a parameter before the last is a stream. */
  static boolean isStream(ParameterModel parameter) {
    return parameter.type() instanceof Unsupported unsupported
        && unsupported.reason() == Unsupported.Reason.MISPLACED_INPUT;
  }
}
