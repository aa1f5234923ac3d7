package io.tightwire.builtin;

import io.tightwire.generated.MethodDescriptor;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/** The methods of {@link Health}, as both sides know them. */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class HealthMethods {
  static final String SERVICE = "tightwire.Health";

  static final MethodDescriptor<Map<String, Boolean>> CHECK =
      MethodDescriptor.unary(SERVICE, "check", 0, HealthCodecs.MAP_OF_STRING_TO_BOOLEAN.nonNull())
          .withFingerprint("b6606100a5a460f0");

  static final MethodDescriptor<Map<String, Boolean>> WATCH =
      MethodDescriptor.streaming(
              SERVICE, "watch", 0, HealthCodecs.MAP_OF_STRING_TO_BOOLEAN.nonNull())
          .withFingerprint("ff7b7352a6bc750a");

  private HealthMethods() {}
}
