package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;
import io.tightwire.processor.model.ServiceModel;
import java.util.Map;

/**
 * A valid service with what all its generators share. Immutable.
 *
 * @param names the classes that are generated for it
 * @param fingerprints those of its methods, by their wire names
 * @param types the Java types of what is sent
 * @param codecNames what its codecs are called
 * @param methodNames what its methods' descriptors and handlers are called
 * @param wire how values are written and read outside the holder of codecs
 */
record ServiceContext(
    ServiceNames names,
    Map<String, String> fingerprints,
    JavaTypes types,
    CodecNames codecNames,
    MethodNames methodNames,
    WireCode wire) {

  static ServiceContext of(ServiceModel service, Map<String, String> fingerprints) {
    ServiceNames names = new ServiceNames(service);
    CodecNames codecNames = new CodecNames(service);
    return new ServiceContext(
        names,
        fingerprints,
        new JavaTypes(service),
        codecNames,
        new MethodNames(service),
        WireCode.outsideHolder(service, codecNames, names.codecs()));
  }

  ServiceModel service() {
    return names.service();
  }

  ClassName interfaceName() {
    return names.interfaceName();
  }

  ClassName methodsName() {
    return names.methods();
  }

  ClassName codecsName() {
    return names.codecs();
  }
}
