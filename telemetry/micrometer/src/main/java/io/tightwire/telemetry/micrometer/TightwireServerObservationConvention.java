package io.tightwire.telemetry.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.tightwire.RpcStatus;

/**
 * Names the observations of a server's calls. Override what is to be different.
 *
 * <p>Low-cardinality keys: {@code rpc.system.name}, {@code rpc.method} ({@code _OTHER} if the
 * server does not have it), {@code rpc.status_code}, {@code error.type}, {@code
 * tightwire.rejection.reason}; what does not apply is {@code none}, as meters need the same keys
 * each time. High-cardinality keys: {@code rpc.method_original}, what the caller asked for, if that
 * is {@code _OTHER}; {@code tightwire.items.sent} and {@code tightwire.items.received}, if there
 * were any.
 *
 * <p>Thread-safe.
 */
public interface TightwireServerObservationConvention
    extends ObservationConvention<TightwireServerContext> {

  /** The convention unless another one is given. */
  TightwireServerObservationConvention DEFAULT = new TightwireServerObservationConvention() {};

  @Override
  default String getName() {
    return "tightwire.server";
  }

  @Override
  default String getContextualName(TightwireServerContext context) {
    return context.isKnownMethod() ? context.service() + '/' + context.method() : Keys.TIGHTWIRE;
  }

  @Override
  default KeyValues getLowCardinalityKeyValues(TightwireServerContext context) {
    RpcStatus status = context.status().orElse(null);
    return KeyValues.of(
        KeyValue.of(Keys.SYSTEM, Keys.TIGHTWIRE),
        KeyValue.of(
            Keys.METHOD,
            context.isKnownMethod() ? context.service() + '/' + context.method() : Keys.OTHER),
        KeyValue.of(Keys.STATUS_CODE, status == null ? KeyValue.NONE_VALUE : status.name()),
        KeyValue.of(
            Keys.ERROR_TYPE,
            status == null || !Keys.isServerError(status) ? KeyValue.NONE_VALUE : status.name()),
        KeyValue.of(
            Keys.REJECTION_REASON,
            context.rejection().map(Keys::text).orElse(KeyValue.NONE_VALUE)));
  }

  @Override
  default KeyValues getHighCardinalityKeyValues(TightwireServerContext context) {
    KeyValues keys =
        context.isKnownMethod()
            ? KeyValues.empty()
            : KeyValues.of(Keys.METHOD_ORIGINAL, context.service() + '/' + context.method());
    return context.end().map(end -> Keys.withItems(keys, end)).orElse(keys);
  }

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof TightwireServerContext;
  }
}
