package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks that the dashboard and the alerts of OPERATIONS ask for metrics and labels that there are:
 * those of the table in OPERATIONS, which are those that the telemetry module defines.
 */
final class GrafanaTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TELEMETRY = ROOT.resolve("telemetry/opentelemetry/src/main/java");

  /** A line of the table: the metric, its name in Prometheus, the cell of its labels. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| `([a-z.]+)` \\| `([a-z_]+)`[^|]* \\| ([^|]*)\\|$");

  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
  private static final Pattern METRIC = Pattern.compile("\\b((?:rpc|tightwire)_[a-z_]+)");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)=?[=~!]");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

  /** What Prometheus itself adds. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le", "__name__");

  private static String operations() throws IOException {
    return Files.readString(ROOT.resolve("docs/OPERATIONS.md"));
  }

  private static Object dashboard() throws IOException {
    return JsonText.parse(Files.readString(ROOT.resolve("docs/grafana/tightwire.json")));
  }

  /** Returns the labels of each metric, by its name in Prometheus. */
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> metrics = new LinkedHashMap<>();
    Matcher lines = LINE.matcher(operations());
    while (lines.find()) {
      Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
      NAME.matcher(lines.group(3)).results().forEach(label -> labels.add(label.group(1)));
      if (lines.group(3).contains("the same")) {
        labels.addAll(metrics.values().iterator().next());
      }
      metrics.put(lines.group(2), labels);
    }
    return metrics;
  }

  /** Collects all values of members of this name. */
  private static void collect(Object json, String name, List<Object> found) {
    if (json instanceof Map<?, ?> object) {
      object.forEach(
          (key, value) -> {
            if (name.equals(key)) {
              found.add(value);
            }
            collect(value, name, found);
          });
    } else if (json instanceof List<?> array) {
      array.forEach(value -> collect(value, name, found));
    }
  }

  private static List<String> texts(Object json, String name) {
    List<Object> found = new ArrayList<>();
    collect(json, name, found);
    return found.stream().map(String::valueOf).toList();
  }

  private static void assertKnown(String expression, Map<String, Set<String>> documented) {
    Set<String> labels = new TreeSet<>();
    for (Matcher m = MATCHERS.matcher(expression); m.find(); ) {
      String matchers = m.group().replaceAll("\"[^\"]*\"", "");
      MATCHER.matcher(matchers).results().forEach(label -> labels.add(label.group(1)));
    }
    for (Matcher m = GROUPING.matcher(expression); m.find(); ) {
      labels.addAll(List.of(m.group(1).split(", *")));
    }
    String bare = GROUPING.matcher(MATCHERS.matcher(expression).replaceAll("")).replaceAll("");
    List<String> metrics =
        METRIC
            .matcher(bare)
            .results()
            .map(metric -> SUFFIX.matcher(metric.group(1)).replaceAll(""))
            .toList();
    assertThat(metrics).as(expression).isNotEmpty().isSubsetOf(documented.keySet());
    for (String metric : metrics) {
      assertThat(documented.get(metric)).as("%s in %s", metric, expression).containsAll(labels);
    }
  }

  @Test
  void dashboardAsksForMetricsThatThereAre() throws IOException {
    List<String> expressions = texts(dashboard(), "expr");
    assertThat(expressions).hasSizeGreaterThan(15);
    Map<String, Set<String>> documented = documented();
    expressions.forEach(expression -> assertKnown(expression, documented));
  }

  @Test
  void everyMetricIsOnTheDashboard() throws IOException {
    String all = String.join("\n", texts(dashboard(), "expr"));
    assertThat(documented())
        .hasSizeGreaterThan(10)
        .allSatisfy((m, l) -> assertThat(all).contains(m));
  }

  @Test
  void alertsAskForMetricsThatThereAre() throws IOException {
    String page = operations();
    String alerts = page.substring(page.indexOf("groups:"));
    alerts = alerts.substring(0, alerts.indexOf("```"));
    List<String> expressions =
        Stream.of(alerts.split("- alert: "))
            .skip(1)
            .map(alert -> alert.substring(alert.indexOf("expr:")).replaceAll("(?s)\n *for:.*", ""))
            .toList();
    assertThat(expressions).hasSizeGreaterThan(5);
    Map<String, Set<String>> documented = documented();
    expressions.forEach(expression -> assertKnown(expression, documented));
  }

  @Test
  void panelsHaveTheirOwnIdsAndExplainThemselves() throws IOException {
    List<Object> found = new ArrayList<>();
    collect(dashboard(), "panels", found);
    List<?> panels = (List<?>) found.get(0);
    assertThat(panels.stream().map(panel -> member(panel, "id"))).doesNotHaveDuplicates();
    assertThat(panels.stream().filter(panel -> "row".equals(member(panel, "type")))).hasSize(4);
    assertThat(panels)
        .filteredOn(panel -> !"row".equals(member(panel, "type")))
        .allSatisfy(
            panel -> assertThat(String.valueOf(member(panel, "description"))).endsWith("."));
  }

  private static @Nullable Object member(Object json, String name) {
    return ((Map<?, ?>) json).get(name);
  }

  @Test
  void telemetryDefinesTheMetricsOfTheTable() throws IOException {
    assumeTrue(Files.isDirectory(TELEMETRY), "There is no telemetry/opentelemetry");
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(TELEMETRY)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    Matcher lines = LINE.matcher(operations());
    while (lines.find()) {
      assertThat(sources.toString()).contains('"' + lines.group(1) + '"');
    }
  }
}
