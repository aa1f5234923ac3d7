package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.tightwire.RpcStatus;
import io.tightwire.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attributes that all calls of one method have, made once. Immutable. */
final class MethodAttributes {

  private final String spanName;
  private final Attributes atStart;
  private final Map<RpcStatus, Attributes> ofEnds = new EnumMap<>(RpcStatus.class);
  private final Map<RpcStatus, Attributes> ofMeasurements = new EnumMap<>(RpcStatus.class);

  private MethodAttributes(Side side, String method, String spanName, @Nullable Target target) {
    this.spanName = spanName;
    AttributesBuilder start =
        Attributes.builder()
            .put(Conventions.SYSTEM, Conventions.TIGHTWIRE)
            .put(Conventions.METHOD, method);
    if (target != null) {
      putAddress(start, target);
    }
    atStart = start.build();
    for (RpcStatus status : RpcStatus.values()) {
      AttributesBuilder end = Attributes.builder().put(Conventions.STATUS_CODE, status.name());
      if (side.isError(status)) {
        end.put(Conventions.ERROR_TYPE, status.name());
      }
      ofEnds.put(status, end.build());
      ofMeasurements.put(status, atStart.toBuilder().putAll(end.build()).build());
    }
  }

  /**
   * Returns the attributes of a method that exists.
   *
   * @param target where the client's calls go; null on a server
   */
  static MethodAttributes of(Side side, String service, String method, @Nullable Target target) {
    String name = service + '/' + method;
    return new MethodAttributes(side, name, name, target);
  }

  /** Returns the attributes of calls whose method the server does not have. */
  static MethodAttributes unknown() {
    return new MethodAttributes(Side.SERVER, Conventions.OTHER, Conventions.TIGHTWIRE, null);
  }

  static void putAddress(AttributesBuilder attributes, Target target) {
    String host = target.host();
    attributes.put(Conventions.SERVER_ADDRESS, host == null ? target.text() : host);
    if (host != null && target.port() >= 0) {
      attributes.put(Conventions.SERVER_PORT, (long) target.port());
    }
  }

  String spanName() {
    return spanName;
  }

  /** Returns what spans are created with: samplers see it. */
  Attributes atStart() {
    return atStart;
  }

  /** Returns what is added to a span when it ends. */
  Attributes ofEnd(RpcStatus status) {
    return Objects.requireNonNull(ofEnds.get(status));
  }

  /** Returns what a measurement has. */
  Attributes ofMeasurement(RpcStatus status) {
    return Objects.requireNonNull(ofMeasurements.get(status));
  }
}
