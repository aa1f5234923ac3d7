package io.tightwire.processor.generate;

import com.squareup.javapoet.NameAllocator;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ServiceModel;
import java.util.List;

/** Names for each method. Overloads have the same Java name, but different ones here. Immutable. */
final class MethodNames {

  /** The methods that a skeleton has already, by contract or as every object. */
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

  /**
   * Returns the name of a method's constant in the holder of descriptors: {@code MULTIPLY_LATER}.
   */
  String descriptor(MethodModel method) {
    return constants.get(method);
  }

  /** Returns the name of a method's handler in the skeleton: {@code multiplyLater}. */
  String handler(MethodModel method) {
    return methods.get(method);
  }
}
