package io.tightwire.telemetry.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tightwire.LaneStats;
import io.tightwire.MethodStats;
import io.tightwire.RejectionReason;
import io.tightwire.RpcServer;
import io.tightwire.ServerStats;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a server: {@code tightwire.server.connections}, {@code tightwire.server.calls.open}
 * by method, {@code tightwire.server.calls.running} and {@code tightwire.server.calls.queued} by
 * lane, {@code tightwire.server.calls.rejected} by reason. Their values come from {@link
 * RpcServer#stats()}, when they are published.
 *
 * <pre>{@code
 * new TightwireServerMetrics(server).bindTo(meterRegistry);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TightwireServerMetrics implements MeterBinder {

  /** The common lane, which has no name. */
  private static final String COMMON = "common";

  private final RpcServer server;
  private final Tags tags;

  /**
   * Creates meters without tags of their own.
   *
   * @param server the server
   */
  public TightwireServerMetrics(RpcServer server) {
    this(server, List.of());
  }

  /**
   * Creates meters with tags. They tell servers of one registry apart: of meters with the same name
   * and tags a registry has only the first.
   *
   * @param server the server
   * @param tags what all meters have
   */
  public TightwireServerMetrics(RpcServer server, Iterable<Tag> tags) {
    this.server = Objects.requireNonNull(server, "server");
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Snapshot<RpcServer, ServerStats> snapshot = new Snapshot<>(RpcServer::stats);
    ServerStats now = server.stats();
    gauge("connections", "Clients connected.", tags, it -> snapshot.of(it).connections())
        .register(registry);
    for (String lane : now.lanes().keySet()) {
      Tags own = tags.and(Keys.LANE, lane.isEmpty() ? COMMON : lane);
      gauge(
              "calls.running",
              "Calls that a thread of the lane runs.",
              own,
              it -> {
                LaneStats stats = snapshot.of(it).lanes().get(lane);
                return stats == null ? 0 : stats.running();
              })
          .register(registry);
      gauge(
              "calls.queued",
              "Calls that wait for a thread of the lane.",
              own,
              it -> {
                LaneStats stats = snapshot.of(it).lanes().get(lane);
                return stats == null ? 0 : stats.queued();
              })
          .register(registry);
    }
    for (int i = 0; i < now.methods().size(); i++) {
      MethodStats method = now.methods().get(i);
      int index = i; // their order does not change
      gauge(
              "calls.open",
              "Calls that have started and not ended.",
              tags.and(Keys.METHOD, method.service() + '/' + method.method()),
              it -> snapshot.of(it).methods().get(index).open())
          .register(registry);
    }
    for (RejectionReason reason : RejectionReason.values()) {
      FunctionCounter.builder(
              "tightwire.server.calls.rejected",
              server,
              it -> snapshot.of(it).rejected().getOrDefault(reason, 0L))
          .description("Calls that were turned away before their handler started.")
          .baseUnit("calls")
          .tags(tags.and(Keys.REJECTION_REASON, Keys.text(reason)))
          .register(registry);
    }
  }

  private Gauge.Builder<@Nullable RpcServer> gauge(
      String name, String description, Tags own, ToDoubleFunction<RpcServer> value) {
    return Gauge.<@Nullable RpcServer>builder("tightwire.server." + name, server, value)
        .description(description)
        .tags(own);
  }
}
