package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import javax.lang.model.element.Modifier;

/**
 * The classes that are generated for a service, valid or not. Immutable.
 *
 * @param service the service
 */
record ServiceNames(ServiceModel service) {

  /** Returns the service's interface. */
  ClassName interfaceName() {
    return ClassName.get(service.origin());
  }

  /** Returns {@code CalculatorStub}. */
  ClassName stub() {
    return sibling(service.names().stub());
  }

  /** Returns {@code CalculatorSkeleton}. */
  ClassName skeleton() {
    return sibling(service.names().skeleton());
  }

  /** Returns {@code CalculatorMethods}. */
  ClassName methods() {
    return sibling(service.names().methods());
  }

  /** Returns {@code CalculatorCodecs}. */
  ClassName codecs() {
    return sibling(service.names().codecs());
  }

  private ClassName sibling(String name) {
    return ClassName.get(service.names().packageName(), name);
  }

  /** Returns the modifiers of the classes that users name: final, and public as the service is. */
  Modifier[] classModifiers() {
    return service.is(Trait.PUBLIC)
        ? new Modifier[] {Modifier.PUBLIC, Modifier.FINAL}
        : new Modifier[] {Modifier.FINAL};
  }

  /** Returns the modifiers of the members that users call: public as the service is. */
  Modifier[] memberModifiers() {
    return service.is(Trait.PUBLIC) ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }
}
