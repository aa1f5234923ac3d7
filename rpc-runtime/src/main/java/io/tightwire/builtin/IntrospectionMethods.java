package io.tightwire.builtin;

import io.tightwire.ServerStats;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/** The methods of {@link Introspection}, as both sides know them. */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class IntrospectionMethods {
  static final String SERVICE = "tightwire.Introspection";

  static final MethodDescriptor<List<String>> SERVICES =
      MethodDescriptor.unary(SERVICE, "services", 0, IntrospectionCodecs.LIST_OF_STRING.nonNull())
          .withFingerprint("854418c8800d3aa1");

  static final MethodDescriptor<Optional<String>> DESCRIBE =
      MethodDescriptor.unary(SERVICE, "describe", 1, IntrospectionCodecs.OPTIONAL_OF_STRING)
          .withFingerprint("7e959d6a28106f64");

  static final MethodDescriptor<ServerInfo> INFO =
      MethodDescriptor.unary(SERVICE, "info", 0, IntrospectionCodecs.SERVER_INFO.nonNull())
          .withFingerprint("dab4dae1fddf70b7");

  static final MethodDescriptor<ServerStats> STATS =
      MethodDescriptor.unary(SERVICE, "stats", 0, IntrospectionCodecs.SERVER_STATS.nonNull())
          .withFingerprint("2c7759adc27c7413");

  private IntrospectionMethods() {}
}
