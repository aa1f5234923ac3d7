package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * A valid service with what all its generators share. Immutable.
 *
 * @param service the service
 * @param fingerprints those of its methods, by their wire names
 * @param types the Java types of what travels
 * @param codecNames what its codecs are called
 * @param methodNames what its methods' descriptors and handlers are called
 * @param wire how values are written and read outside the holder of codecs
 */
record ServiceContext(
    ServiceModel service,
    Map<String, String> fingerprints,
    JavaTypes types,
    CodecNames codecNames,
    MethodNames methodNames,
    WireCode wire) {

  static ServiceContext of(ServiceModel service, Map<String, String> fingerprints) {
    CodecNames codecNames = new CodecNames(service);
    return new ServiceContext(
        service,
        fingerprints,
        new JavaTypes(service),
        codecNames,
        new MethodNames(service),
        WireCode.outsideHolder(service, codecNames, sibling(service, service.names().codecs())));
  }

  ClassName interfaceName() {
    return ClassName.get(service.origin());
  }

  ClassName stubName() {
    return sibling(service, service.names().stub());
  }

  ClassName skeletonName() {
    return sibling(service, service.names().skeleton());
  }

  ClassName methodsName() {
    return sibling(service, service.names().methods());
  }

  ClassName codecsName() {
    return sibling(service, service.names().codecs());
  }

  /** The modifiers of the classes that users name: {@code final}, and public as the service is. */
  Modifier[] visibility() {
    return service.is(Trait.PUBLIC)
        ? new Modifier[] {Modifier.PUBLIC, Modifier.FINAL}
        : new Modifier[] {Modifier.FINAL};
  }

  private static ClassName sibling(ServiceModel service, String name) {
    return ClassName.get(service.names().packageName(), name);
  }
}
