package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.tightwire.LaneStats;
import io.tightwire.MethodStats;
import io.tightwire.RpcServer;
import io.tightwire.ServerStats;
import java.util.Locale;

/** The instruments of servers. Thread-safe. */
final class ServerInstruments extends StatsInstruments<RpcServer> {

  /** The common lane, which has no name. */
  private static final String COMMON = "common";

  @Override
  void register(Meter meter) {
    ObservableLongMeasurement connections =
        current(meter, "tightwire.server.connections", "{connection}", "Clients connected.");
    ObservableLongMeasurement open =
        current(
            meter,
            "tightwire.server.calls.open",
            "{call}",
            "Calls that have started and not ended, by method.");
    ObservableLongMeasurement running =
        current(
            meter,
            "tightwire.server.calls.running",
            "{call}",
            "Calls that a thread of the lane runs.");
    ObservableLongMeasurement queued =
        current(
            meter,
            "tightwire.server.calls.queued",
            "{call}",
            "Calls that wait for a thread of the lane.");
    ObservableLongMeasurement rejected =
        total(
            meter,
            "tightwire.server.calls.rejected",
            "{call}",
            "Calls that were turned away before their handler started, by reason.");
    meter.batchCallback(
        () -> {
          Collection collection = new Collection();
          observed().forEach(server -> collection.add(server.stats()));
          collection.connections.recordTo(connections);
          collection.open.recordTo(open);
          collection.running.recordTo(running);
          collection.queued.recordTo(queued);
          collection.rejected.recordTo(rejected);
        },
        connections,
        open,
        running,
        queued,
        rejected);
  }

  /** The values of one collection. */
  private static final class Collection {

    final Sums connections = new Sums();
    final Sums open = new Sums();
    final Sums running = new Sums();
    final Sums queued = new Sums();
    final Sums rejected = new Sums();

    void add(ServerStats stats) {
      connections.add(Attributes.empty(), stats.connections());
      for (MethodStats method : stats.methods()) {
        String name = method.service() + '/' + method.method();
        open.add(Attributes.of(Conventions.METHOD, name), method.open());
      }
      stats
          .lanes()
          .forEach(
              (name, lane) -> {
                Attributes attributes =
                    Attributes.of(Conventions.LANE, name.isEmpty() ? COMMON : name);
                add(attributes, lane);
              });
      stats
          .rejected()
          .forEach(
              (reason, count) ->
                  rejected.add(
                      Attributes.of(
                          Conventions.REJECTION_REASON, reason.name().toLowerCase(Locale.ROOT)),
                      count));
    }

    private void add(Attributes attributes, LaneStats lane) {
      running.add(attributes, lane.running());
      queued.add(attributes, lane.queued());
    }
  }
}
