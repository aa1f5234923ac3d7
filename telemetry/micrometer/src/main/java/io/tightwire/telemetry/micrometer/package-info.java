/**
 * Observations of calls by Micrometer ({@link
 * io.tightwire.telemetry.micrometer.ObservationClientInterceptor}, {@link
 * io.tightwire.telemetry.micrometer.ObservationServerInterceptor}), and meters of servers and
 * clients ({@link io.tightwire.telemetry.micrometer.TightwireServerMetrics}, {@link
 * io.tightwire.telemetry.micrometer.TightwireClientMetrics}). Keys are those of OpenTelemetry's
 * semantic conventions for RPC, v1.45.0, so that dashboards agree.
 */
@NullMarked
package io.tightwire.telemetry.micrometer;

import org.jspecify.annotations.NullMarked;
