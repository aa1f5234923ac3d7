package io.tightwire.cli.top;

import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server's methods as a table: the busiest first, with what happened between two snapshots. Names
 * are a server's, so characters that control a terminal are replaced. Stateless; thread-safe.
 */
public final class MethodTable {

  private record Row(MethodStats method, double rate, double errors, LatencyHistogram latency) {}

  private MethodTable() {}

  /**
   * Returns the lines of the table.
   *
   * @param before the snapshot before; null if there is none, then rates are since the start
   */
  public static List<String> of(@Nullable ServerStats before, ServerStats now) {
    double seconds =
        Math.max(1e-3, seconds(now.uptime()) - (before == null ? 0 : seconds(before.uptime())));
    Map<String, MethodStats> earlier =
        before == null
            ? Map.of()
            : before.methods().stream().collect(Collectors.toMap(MethodTable::name, m -> m));
    List<Row> rows = new ArrayList<>();
    for (MethodStats method : now.methods()) {
      rows.add(row(method, earlier.get(name(method)), seconds));
    }
    rows.sort(Comparator.comparingDouble(Row::rate).reversed());
    int open = now.methods().stream().mapToInt(MethodStats::open).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "up %s, %d connections, %d open calls",
            Duration.ofSeconds(now.uptime().toSeconds()), now.connections(), open));
    lines.add(
        String.format(
            "%-44s %9s %9s %9s %9s %6s %6s",
            "METHOD", "CALLS/S", "P50 ms", "P99 ms", "ERRORS/S", "OPEN", "QUEUED"));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static Row row(MethodStats now, @Nullable MethodStats before, double seconds) {
    LatencyHistogram latency =
        before == null ? now.latency() : now.latency().minus(before.latency());
    long calls = ended(now) - (before == null ? 0 : ended(before));
    long errors = failed(now) - (before == null ? 0 : failed(before));
    return new Row(now, calls / seconds, errors / seconds, latency);
  }

  private static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-44s %9.1f %9s %9s %9.1f %6d %6d",
        printable(name(row.method())),
        row.rate(),
        millis(row.latency(), 50),
        millis(row.latency(), 99),
        row.errors(),
        row.method().open(),
        row.method().queued());
  }

  private static String millis(LatencyHistogram latency, double percent) {
    return latency.count() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", latency.percentile(percent).toNanos() / 1e6);
  }

  private static long ended(MethodStats method) {
    return method.ended().values().stream().mapToLong(Long::longValue).sum();
  }

  private static long failed(MethodStats method) {
    return ended(method) - method.ended().getOrDefault(RpcStatus.OK, 0L);
  }

  private static String name(MethodStats method) {
    return method.service() + '/' + method.method();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
