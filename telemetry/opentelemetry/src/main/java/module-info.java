/** Spans and metrics of calls, by OpenTelemetry. */
@SuppressWarnings({
  "requires-automatic", // OpenTelemetry's jars have no module descriptor
  "requires-transitive-automatic"
})
module io.tightwire.telemetry.opentelemetry {
  requires transitive io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;

  exports io.tightwire.telemetry.opentelemetry;
}
