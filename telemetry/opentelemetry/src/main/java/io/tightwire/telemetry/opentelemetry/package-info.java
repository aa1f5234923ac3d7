/**
 * Spans and metrics of calls, by OpenTelemetry: {@link
 * io.tightwire.telemetry.opentelemetry.TightwireTelemetry}. Names follow the semantic conventions
 * for RPC, v1.45.0.
 */
@NullMarked
package io.tightwire.telemetry.opentelemetry;

import org.jspecify.annotations.NullMarked;
