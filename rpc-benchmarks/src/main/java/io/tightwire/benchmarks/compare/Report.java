package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table, in Markdown: a row for each figure, a column for each peer. Used by one thread. */
final class Report {
  private static final String NOTHING = "n/a";

  private final List<Contender> contenders;
  private final String base;
  private final Results results;
  private final PrintStream out;

  Report(List<Contender> contenders, String base, Results results, PrintStream out) {
    this.contenders = contenders;
    this.base = base;
    this.results = results;
    this.out = out;
  }

  void print(List<Case> cases) throws IOException {
    out.println("| case | figure | " + joined(Contender::label, " | ") + " |");
    out.println("|---|---|" + joined(contender -> "---:", "|") + "|");
    for (Case one : cases) {
      print(one);
    }
    row("start", "server ready, ms", label -> start(label, Figure.READY_MILLIS));
    row("start", "first response, ms", label -> start(label, Figure.FIRST_RESPONSE_MILLIS));
    row(
        "start",
        "first response, × " + base,
        label ->
            ratio(
                Figures.median(results.starts(label), Figure.FIRST_RESPONSE_MILLIS),
                Figures.median(results.starts(base), Figure.FIRST_RESPONSE_MILLIS)));
    cells("closure", "jars", contender -> Long.toString(contender.library().jars()));
    cells("closure", "MB", contender -> format(contender.library().megabytes()));
  }

  private void print(Case one) {
    row(one, one.unit(), this::rate);
    row(
        one,
        "× " + base,
        rounds ->
            ratio(
                Figures.median(rounds, Figure.RATE),
                Figures.median(results.rounds(base, one), Figure.RATE)));
    if (one.isBlocking()) {
      row(one, "p50, µs", rounds -> median(rounds, Figure.P50_MICROS));
      row(one, "p99, µs", rounds -> median(rounds, Figure.P99_MICROS));
    }
    if (one.work() == Case.Work.IDLE) {
      row(one, "idle connections", rounds -> median(rounds, Figure.IDLE_CONNECTIONS));
      row(one, "calls/s without them", rounds -> median(rounds, Figure.RATE_WITHOUT_IDLE));
      row(one, "p50 without them, µs", rounds -> median(rounds, Figure.P50_MICROS_WITHOUT_IDLE));
      row(one, "cost of a call, × without them", rounds -> median(rounds, Figure.COST_OF_IDLE));
    }
    row(one, "CPU of both sides, µs", rounds -> format(Figures.medianCpuMicros(rounds)));
    row(one, "allocated by the client, B", rounds -> median(rounds, Figure.CLIENT_BYTES));
    row(one, "others' share of the machine, %", rounds -> median(rounds, Figure.OTHERS_PERCENT));
  }

  private void row(Case one, String figure, Function<List<Figures>, String> cell) {
    row(one.label(), figure, label -> cell.apply(results.rounds(label, one)));
  }

  private void row(String name, String figure, Function<String, String> cell) {
    out.println(
        "| "
            + name
            + " | "
            + figure
            + " | "
            + joined(contender -> cell.apply(contender.label()), " | ")
            + " |");
  }

  private interface Cell {
    String of(Contender contender) throws IOException;
  }

  private void cells(String name, String figure, Cell cell) throws IOException {
    StringBuilder row = new StringBuilder("| " + name + " | " + figure + " |");
    for (Contender contender : contenders) {
      row.append(' ').append(cell.of(contender)).append(" |");
    }
    out.println(row);
  }

  private String joined(Function<Contender, String> cell, String separator) {
    return contenders.stream().map(cell).collect(Collectors.joining(separator));
  }

  /** Returns the median, with the slowest and the fastest round. */
  private String rate(List<Figures> rounds) {
    double[] rates =
        rounds.stream()
            .flatMapToDouble(round -> round.get(Figure.RATE).stream())
            .sorted()
            .toArray();
    return rates.length < 2
        ? median(rounds, Figure.RATE)
        : "%s (%s–%s)"
            .formatted(
                median(rounds, Figure.RATE), format(rates[0]), format(rates[rates.length - 1]));
  }

  private String start(String label, Figure figure) {
    return median(results.starts(label), figure);
  }

  private static String median(List<Figures> rounds, Figure figure) {
    return format(Figures.median(rounds, figure));
  }

  private static String ratio(OptionalDouble value, OptionalDouble base) {
    return value.isEmpty() || base.isEmpty()
        ? NOTHING
        : String.format(Locale.ROOT, "%.2f", value.getAsDouble() / base.getAsDouble());
  }

  private static String format(OptionalDouble value) {
    return value.isEmpty() ? NOTHING : format(value.getAsDouble());
  }

  /** Formats a value with three or four digits. */
  static String format(double value) {
    if (value >= 999_500) {
      return String.format(Locale.ROOT, "%.2f M", value / 1e6);
    }
    if (value >= 9_999.5) {
      return String.format(Locale.ROOT, "%.1f k", value / 1e3);
    }
    return String.format(
        Locale.ROOT, value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f", value);
  }
}
