package io.tightwire.admin;

import io.tightwire.HealthState;
import io.tightwire.LaneStats;
import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.RpcServer;
import io.tightwire.ServerState;
import io.tightwire.ServerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Tells as JSON how a server is, which services it has, and what it does. Nothing here waits for
 * the server.
 *
 * <p>Thread-safe.
 */
final class ServerReport {

  private static final int MAX_ERROR = 500;

  private final RpcServer server;
  private final Supplier<ServerStats> stats;

  /**
   * Creates a report.
   *
   * @param stats the figures of the server
   */
  ServerReport(RpcServer server, Supplier<ServerStats> stats) {
    this.server = server;
    this.stats = stats;
  }

  /** Returns 503 if the process has to be restarted: the server has failed. */
  HttpResponse liveness() {
    ServerState state = server.state();
    boolean live = state != ServerState.FAILED;
    JsonWriter json = new JsonWriter().beginObject();
    json.name("live").value(live).name("state").value(state.name()).endObject();
    return HttpResponse.json(live ? 200 : 503, json.toString());
  }

  /** Returns 503 if the server shall get no calls, with the reasons. */
  HttpResponse readiness() {
    ServerState state = server.state();
    HealthState health = server.health();
    Map<String, Boolean> services = new TreeMap<>(health.states());
    List<String> reasons = reasons(state, health);
    boolean ready = reasons.isEmpty();
    services.remove("");
    JsonWriter json = new JsonWriter().beginObject();
    json.name("ready").value(ready).name("state").value(state.name());
    json.name("reasons").values(reasons);
    json.name("services").beginObject();
    services.forEach((name, isReady) -> json.name(name).value(isReady));
    json.endObject().endObject();
    return HttpResponse.json(ready ? 200 : 503, json.toString());
  }

  private static List<String> reasons(ServerState state, HealthState health) {
    List<String> reasons = new ArrayList<>();
    switch (state) {
      case NEW -> reasons.add("the server is not started");
      case SERVING -> {}
      case DRAINING -> reasons.add("the server is shutting down");
      case CLOSED -> reasons.add("the server is closed");
      case FAILED -> reasons.add("the server has failed");
    }
    List<String> failing = health.failingChecks();
    failing.forEach(check -> reasons.add("the health check \"" + check + "\" fails"));
    if (failing.isEmpty() && !health.isReady("")) {
      reasons.add("the application has set the server to not ready");
    }
    return reasons;
  }

  /** Returns the services with their methods. */
  HttpResponse services() {
    Map<String, Boolean> states = server.health().states();
    Map<String, TreeSet<String>> methods = new TreeMap<>();
    states.keySet().stream()
        .filter(name -> !name.isEmpty())
        .forEach(name -> methods.put(name, new TreeSet<>()));
    for (MethodStats method : stats.get().methods()) {
      methods.computeIfAbsent(method.service(), name -> new TreeSet<>()).add(method.method());
    }
    JsonWriter json = new JsonWriter().beginObject().name("services").beginArray();
    methods.forEach(
        (service, names) -> {
          json.beginObject().name("name").value(service);
          json.name("builtIn").value(!states.containsKey(service));
          json.name("ready").value(states.getOrDefault(service, true));
          json.name("methods").values(names).endObject();
        });
    return HttpResponse.json(200, json.endArray().endObject().toString());
  }

  /** Returns what the server does and has done. */
  HttpResponse stats() {
    ServerStats now = stats.get();
    JsonWriter json = new JsonWriter().beginObject();
    json.name("endpoints").values(server.endpoints());
    json.name("uptimeSeconds").value(seconds(now.uptime()));
    json.name("connections").value(now.connections());
    json.name("lanes").beginArray();
    now.lanes().forEach((name, lane) -> writeLane(json, name, lane));
    json.endArray().name("methods").beginArray();
    now.methods().forEach(method -> writeMethod(json, method));
    json.endArray().name("rejected").beginObject();
    now.rejected().forEach((reason, count) -> json.name(reason.name()).value(count));
    json.endObject().name("rejectionsNotReported").value(now.rejectionsNotReported());
    return HttpResponse.json(200, json.endObject().toString());
  }

  private static void writeLane(JsonWriter json, String name, LaneStats lane) {
    json.beginObject().name("name").value(name);
    json.name("running").value(lane.running()).name("queued").value(lane.queued());
    json.name("concurrency").value(lane.concurrency());
    json.name("maxQueued").value(lane.maxQueued()).endObject();
  }

  private static void writeMethod(JsonWriter json, MethodStats method) {
    json.beginObject().name("service").value(method.service());
    json.name("method").value(method.method());
    json.name("open").value(method.open()).name("queued").value(method.queued());
    json.name("started").value(method.started()).name("ended").beginObject();
    method.ended().forEach((status, count) -> json.name(status.name()).value(count));
    json.endObject().name("latency").beginArray();
    writeBuckets(json, method.latency());
    json.endArray().endObject();
  }

  /** Writes the buckets that are not empty: the upper bound in seconds, and the number of calls. */
  private static void writeBuckets(JsonWriter json, LatencyHistogram latency) {
    List<Long> counts = latency.counts();
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > 0) {
        json.beginArray().value(seconds(LatencyHistogram.bound(i))).value(counts.get(i)).endArray();
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Returns a JSON object that tells of a failure. */
  static String error(Throwable failure) {
    String text = failure.toString();
    String cut = text.substring(0, Math.min(text.length(), MAX_ERROR));
    return new JsonWriter().beginObject().name("error").value(cut).endObject().toString();
  }
}
