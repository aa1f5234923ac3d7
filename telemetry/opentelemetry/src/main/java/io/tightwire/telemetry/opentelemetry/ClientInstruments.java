package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.tightwire.ClientStats;
import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import io.tightwire.Target;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The instruments of clients. Thread-safe. */
final class ClientInstruments extends StatsInstruments<RpcClient> {

  @Override
  void register(Meter meter) {
    ObservableLongMeasurement servers =
        current(
            meter,
            "tightwire.client.servers",
            "{server}",
            "Servers that the client knows, by state.");
    ObservableLongMeasurement open =
        current(
            meter,
            "tightwire.client.calls.open",
            "{call}",
            "Calls that were made and have not ended.");
    ObservableLongMeasurement waiting =
        current(
            meter,
            "tightwire.client.calls.waiting",
            "{call}",
            "Calls that wait for a server that is ready.");
    ObservableLongMeasurement retries =
        total(
            meter,
            "tightwire.client.retries",
            "{attempt}",
            "Attempts after the first of their call, by reason.");
    ObservableLongMeasurement ejections =
        total(
            meter,
            "tightwire.client.ejections",
            "{ejection}",
            "Times that a server got no calls for a while, since too many had failed.");
    meter.batchCallback(
        () -> {
          Collection collection = new Collection();
          observed().forEach(client -> collection.add(client.target(), client.stats()));
          collection.servers.recordTo(servers);
          collection.open.recordTo(open);
          collection.waiting.recordTo(waiting);
          collection.retries.recordTo(retries);
          collection.ejections.recordTo(ejections);
        },
        servers,
        open,
        waiting,
        retries,
        ejections);
  }

  /** The values of one collection. */
  private static final class Collection {

    final Sums servers = new Sums();
    final Sums open = new Sums();
    final Sums waiting = new Sums();
    final Sums retries = new Sums();
    final Sums ejections = new Sums();

    void add(Target target, ClientStats stats) {
      AttributesBuilder builder = Attributes.builder();
      MethodAttributes.putAddress(builder, target);
      Attributes address = builder.build();
      open.add(address, stats.open());
      waiting.add(address, stats.waiting());
      ejections.add(address, stats.ejections());
      // States without servers, too: a gauge that is not reported any more keeps its last value.
      byState(stats).forEach((state, count) -> servers.add(with(address, state), count));
      stats
          .retried()
          .forEach(
              (reason, count) ->
                  retries.add(
                      address.toBuilder()
                          .put(Conventions.ATTEMPT_REASON, reason.name().toLowerCase(Locale.ROOT))
                          .build(),
                      count));
    }

    private static Attributes with(Attributes address, ServerStatus.State state) {
      return address.toBuilder()
          .put(Conventions.SERVER_STATE, state.name().toLowerCase(Locale.ROOT))
          .build();
    }

    private static Map<ServerStatus.State, Long> byState(ClientStats stats) {
      Map<ServerStatus.State, Long> counts = new EnumMap<>(ServerStatus.State.class);
      for (ServerStatus.State state : ServerStatus.State.values()) {
        counts.put(state, 0L);
      }
      stats.servers().forEach(server -> counts.merge(server.state(), 1L, Long::sum));
      return counts;
    }
  }
}
