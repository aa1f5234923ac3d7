package io.tightwire.processor.generate;

import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.ServiceModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the stub's methods that leave out a stream, so that its items are sent one by one:
 * that of the user's method, or {@code uploadOpen} if another method looks the same. Immutable.
 */
final class OpenNames {

  /** The names of methods that every object or every stub has. */
  private static final Set<String> RESERVED =
      Set.of(
          "blocking",
          "blockingView",
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private final Map<MethodModel, String> names;

  private OpenNames(Map<MethodModel, String> names) {
    this.names = names;
  }

  static OpenNames of(ServiceModel service) {
    Set<String> taken = new HashSet<>();
    service.methods().forEach(m -> taken.add(signature(m.name(), m.declaredParameters())));
    Map<MethodModel, String> names = new HashMap<>();
    for (MethodModel method : service.methods()) {
      if (method.input().isPresent()) {
        String name = method.name();
        for (int i = 1;
            RESERVED.contains(name) || !taken.add(signature(name, method.parameters()));
            i++) {
          name = method.name() + "Open" + (i == 1 ? "" : i);
        }
        names.put(method, name);
      }
    }
    return new OpenNames(names);
  }

  /** Returns the name for a method that takes a stream. */
  String of(MethodModel method) {
    return names.getOrDefault(method, method.name());
  }

  private static String signature(String name, List<ParameterModel> parameters) {
    return parameters.stream()
        .map(parameter -> Signatures.erased(parameter.javaType()).toString())
        .collect(Collectors.joining(",", name + '(', ")"));
  }
}
