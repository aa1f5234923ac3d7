package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The figures of one round, or of one start; sent between JVMs as a line. Immutable. */
record Figures(Map<Figure, Double> values) {

  Figures {
    values = Map.copyOf(values);
  }

  OptionalDouble get(Figure figure) {
    Double value = values.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns the CPU time of both sides for each call. */
  OptionalDouble cpuMicros() {
    OptionalDouble client = get(Figure.CLIENT_CPU_MICROS);
    OptionalDouble server = get(Figure.SERVER_CPU_MICROS);
    return client.isPresent() && server.isPresent()
        ? OptionalDouble.of(client.getAsDouble() + server.getAsDouble())
        : OptionalDouble.empty();
  }

  Figures with(Figure figure, double value) {
    Map<Figure, Double> more = new EnumMap<>(Figure.class);
    more.putAll(values);
    more.put(figure, value);
    return new Figures(more);
  }

  String toLine() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads a line that {@link #toLine} wrote.
   *
   * @throws IOException if it is something else
   */
  static Figures parse(String line) throws IOException {
    Map<Figure, Double> values = new EnumMap<>(Figure.class);
    for (String part : List.of(line.split(" ", -1))) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IOException("Not a line of figures: " + line);
      }
      values.put(
          Figure.valueOf(part.substring(0, equals)), Double.valueOf(part.substring(equals + 1)));
    }
    return new Figures(values);
  }

  /** Returns the median of a figure over the rounds; empty if none has it. */
  static OptionalDouble median(List<Figures> rounds, Figure figure) {
    return median(rounds.stream().flatMapToDouble(round -> round.get(figure).stream()));
  }

  static OptionalDouble medianCpuMicros(List<Figures> rounds) {
    return median(rounds.stream().flatMapToDouble(round -> round.cpuMicros().stream()));
  }

  static OptionalDouble median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }
}
