/** Observations of calls by Micrometer, and meters of servers and clients. */
@SuppressWarnings({
  "requires-automatic", // Micrometer's jars have no module descriptor
  "requires-transitive-automatic"
})
module io.tightwire.telemetry.micrometer {
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;
  requires transitive micrometer.commons;
  requires static transitive micrometer.core; // only for the meters of servers and clients
  requires transitive micrometer.observation;

  exports io.tightwire.telemetry.micrometer;
}
