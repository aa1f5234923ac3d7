package io.tightwire.telemetry.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.tightwire.CallEnd;
import io.tightwire.RpcStatus;

/**
 * Names the observations of a client's calls. Override what is to be different.
 *
 * <p>Low-cardinality keys: {@code rpc.system.name}, {@code rpc.method}, {@code rpc.status_code},
 * {@code error.type}, {@code server.address}, {@code server.port}; what does not apply is {@code
 * none}, as meters need the same keys each time. High-cardinality keys: {@code
 * tightwire.server.endpoint}, the server that responded or was contacted last; {@code
 * tightwire.items.sent} and {@code tightwire.items.received}, if there were any.
 *
 * <p>Thread-safe.
 */
public interface TightwireClientObservationConvention
    extends ObservationConvention<TightwireClientContext> {

  /** The convention unless another one is given. */
  TightwireClientObservationConvention DEFAULT = new TightwireClientObservationConvention() {};

  @Override
  default String getName() {
    return "tightwire.client";
  }

  @Override
  default String getContextualName(TightwireClientContext context) {
    return context.service() + '/' + context.method();
  }

  @Override
  default KeyValues getLowCardinalityKeyValues(TightwireClientContext context) {
    RpcStatus status = context.end().map(CallEnd::status).orElse(null);
    return KeyValues.of(
        KeyValue.of(Keys.SYSTEM, Keys.TIGHTWIRE),
        KeyValue.of(Keys.METHOD, context.service() + '/' + context.method()),
        KeyValue.of(Keys.STATUS_CODE, status == null ? KeyValue.NONE_VALUE : status.name()),
        KeyValue.of(
            Keys.ERROR_TYPE,
            status == null || status == RpcStatus.OK ? KeyValue.NONE_VALUE : status.name()),
        KeyValue.of(Keys.SERVER_ADDRESS, Keys.address(context.target())),
        KeyValue.of(Keys.SERVER_PORT, Keys.port(context.target())));
  }

  @Override
  default KeyValues getHighCardinalityKeyValues(TightwireClientContext context) {
    return context.end().map(TightwireClientObservationConvention::ofEnd).orElse(KeyValues.empty());
  }

  private static KeyValues ofEnd(CallEnd end) {
    KeyValues server =
        end.server()
            .map(endpoint -> KeyValues.of(Keys.SERVER_ENDPOINT, endpoint))
            .orElse(KeyValues.empty());
    return Keys.withItems(server, end);
  }

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof TightwireClientContext;
  }
}
