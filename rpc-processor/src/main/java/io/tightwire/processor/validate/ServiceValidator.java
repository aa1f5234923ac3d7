package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.ServiceProblems;
import io.tightwire.processor.model.CodecModel;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Validates a service. Stateless. */
public final class ServiceValidator {

  private ServiceValidator() {}

  /** Returns all problems of the service, each once. */
  public static List<Problem> validate(ServiceModel service) {
    List<Problem> problems = new ArrayList<>(form(service));
    if (problems.isEmpty()) {
      if (!WireNames.isUsable(service.wireName())) {
        problems.add(ServiceProblems.unusableName(service.label(), "RpcService", service.origin()));
      }
      problems.addAll(codecs(service));
      problems.addAll(MethodRules.check(service));
      problems.addAll(TypeRules.check(service));
    }
    return List.copyOf(problems);
  }

  /** Returns the problems of the type itself; if there are any, its methods are not checked. */
  private static List<Problem> form(ServiceModel service) {
    String label = service.label();
    TypeElement origin = service.origin();
    if (service.is(Trait.NOT_AN_INTERFACE)) {
      return List.of(ServiceProblems.notAnInterface(label, origin));
    }
    List<Problem> problems = new ArrayList<>();
    if (service.is(Trait.GENERIC)) {
      problems.add(ServiceProblems.genericService(label, origin));
    }
    if (service.is(Trait.PRIVATE)) {
      problems.add(ServiceProblems.privateService(label, origin));
    }
    if (service.is(Trait.SEALED)) {
      problems.add(ServiceProblems.sealedService(label, origin));
    }
    return problems;
  }

  private static List<Problem> codecs(ServiceModel service) {
    List<Problem> problems = new ArrayList<>();
    for (CodecModel codec : service.codecs()) {
      if (codec.fault() != CodecModel.Fault.NONE) {
        problems.add(
            ServiceProblems.unusableCodec(
                service.label(), codec.label(), why(codec), service.origin()));
      }
    }
    return problems;
  }

  private static String why(CodecModel codec) {
    return switch (codec.fault()) {
      case NONE -> "";
      case NO_CODEC ->
          "it must implement Codec<T> for one class or interface T without type arguments";
      case NOT_CREATABLE ->
          "generated code must be able to create it: it needs a constructor without parameters that"
              + " throws no checked exception, and must not be abstract, hidden from the service's"
              + " package, or an inner class (make that static)";
      case BUILT_IN -> codec.type() + " has a codec already, which can't be replaced";
      case DUPLICATE -> "another codec of the service is for " + codec.type() + " already";
    };
  }
}
