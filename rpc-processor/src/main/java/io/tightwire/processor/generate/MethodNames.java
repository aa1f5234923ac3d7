package io.tightwire.processor.generate;

import com.squareup.javapoet.NameAllocator;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ServiceModel;
import java.util.List;

/** Names for each method: overloads share a Java name, but not these. Immutable. */
final class MethodNames {

  /** What a skeleton has already, by contract or as every object does. */
  private static final List<String> SKELETON_METHODS =
      List.of(
          "serviceName",
          "methods",
          "equals",
          "hashCode",
          "toString",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  /** The name of the constant in the holder of descriptors that is the service's wire name. */
  static final String SERVICE = "SERVICE";

  private final NameAllocator constants = new NameAllocator();
  private final NameAllocator methods = new NameAllocator();

  MethodNames(ServiceModel service) {
    constants.newName(SERVICE);
    SKELETON_METHODS.forEach(methods::newName);
    for (MethodModel method : service.methods()) {
      constants.newName(Identifiers.constant(method.name()), method);
      methods.newName(method.name(), method);
    }
  }

  /** {@code MULTIPLY_LATER}, in the holder of descriptors. */
  String descriptor(MethodModel method) {
    return constants.get(method);
  }

  /** {@code multiplyLater}, in the skeleton. */
  String handler(MethodModel method) {
    return methods.get(method);
  }
}
