package io.tightwire.telemetry.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tightwire.Attempt;
import io.tightwire.ClientStats;
import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The meters of a client: {@code tightwire.client.servers} by state, {@code
 * tightwire.client.calls.open}, {@code tightwire.client.calls.waiting}, {@code
 * tightwire.client.retries} by reason, {@code tightwire.client.ejections}, {@code
 * tightwire.client.retry.budget}. All have the target's {@code server.address} and {@code
 * server.port}. Their values come from {@link RpcClient#stats()}, when they are published.
 *
 * <pre>{@code
 * new TightwireClientMetrics(client).bindTo(meterRegistry);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TightwireClientMetrics implements MeterBinder {

  private final RpcClient client;
  private final Tags tags;

  /**
   * Creates meters without further tags.
   *
   * @param client the client
   */
  public TightwireClientMetrics(RpcClient client) {
    this(client, List.of());
  }

  /**
   * Creates meters with tags. They tell clients of the same target apart: of meters with the same
   * name and tags a registry has only the first.
   *
   * @param client the client
   * @param tags what all meters have, besides the target
   */
  public TightwireClientMetrics(RpcClient client, Iterable<Tag> tags) {
    this.client = Objects.requireNonNull(client, "client");
    this.tags =
        Tags.of(tags)
            .and(Keys.SERVER_ADDRESS, Keys.address(client.target()))
            .and(Keys.SERVER_PORT, Keys.port(client.target()));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Snapshot<RpcClient, ClientStats> snapshot = new Snapshot<>(RpcClient::stats);
    for (ServerStatus.State state : ServerStatus.State.values()) {
      gauge(
          registry,
          "servers",
          "Servers that the client knows.",
          tags.and(Keys.SERVER_STATE, Keys.text(state)),
          it ->
              snapshot.of(it).servers().stream().filter(server -> server.state() == state).count());
    }
    gauge(
        registry,
        "calls.open",
        "Calls that were made and have not ended.",
        tags,
        it -> snapshot.of(it).open());
    gauge(
        registry,
        "calls.waiting",
        "Calls that wait for a server that is ready.",
        tags,
        it -> snapshot.of(it).waiting());
    gauge(
        registry,
        "retry.budget",
        "Retries that the budget allows now.",
        tags,
        it -> snapshot.of(it).retryBudget());
    for (Attempt.Reason reason : Attempt.Reason.values()) {
      counter(
          registry,
          "retries",
          "Attempts after the first of their call.",
          tags.and(Keys.ATTEMPT_REASON, Keys.text(reason)),
          it -> snapshot.of(it).retried().getOrDefault(reason, 0L));
    }
    counter(
        registry,
        "ejections",
        "Times that a server got no calls for a while, since too many had failed.",
        tags,
        it -> snapshot.of(it).ejections());
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<RpcClient> value) {
    Gauge.builder("tightwire.client." + name, client, value)
        .description(description)
        .tags(own)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<RpcClient> value) {
    FunctionCounter.builder("tightwire.client." + name, client, value)
        .description(description)
        .tags(own)
        .register(registry);
  }
}
