package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Measures peers in turns and prints one table; see the README. Used by one thread. */
public final class Compare {
  /** The system property with the source's revision, for the table's head. */
  private static final String REVISION = "benchmarks.revision";

  private Compare() {}

  /**
   * Runs the comparison, in the folder of this module. Exits with 1 if a call failed, with 2 for
   * wrong options.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> arguments = List.of(args);
    if (arguments.contains("--help")) {
      out.print(Options.USAGE);
      return;
    }
    List<Contender> all = Roster.of(Path.of("").toAbsolutePath());
    if (arguments.contains("--list")) {
      out.println("peers: " + labels(all));
      out.println("cases: " + String.join(",", Case.labels()));
      return;
    }
    try {
      run(all, Options.parse(arguments), out, System.err);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
    } catch (RunFailedException e) {
      System.err.println("FAILED, so there is no table: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Measures, then prints the table.
   *
   * @throws RunFailedException at the first call that fails
   */
  static void run(List<Contender> all, Options options, PrintStream out, PrintStream log)
      throws IOException {
    List<Contender> contenders = options.choose(all);
    String base = options.base(contenders);
    Instant from = Instant.now();
    Results results;
    Neighbours neighbours = new Neighbours(options.neighbours());
    try {
      results = new Tour(contenders, options, log).run();
    } finally {
      neighbours.close();
    }
    printHeader(contenders, options, from, out);
    new Report(contenders, base, results, out).print(options.cases());
  }

  private static void printHeader(
      List<Contender> contenders, Options options, Instant from, PrintStream out) {
    Pace pace = options.pace();
    out.println(
        "- "
            + from.truncatedTo(ChronoUnit.MINUTES)
            + ", revision "
            + System.getProperty(REVISION, "unknown"));
    out.println("- " + Machine.describe());
    out.println(
        "- "
            + contenders.stream()
                .map(contender -> contender.label() + ": " + contender.library().version())
                .collect(Collectors.joining("; ")));
    out.println(
        ("- %s, heap %s, G1; medians of %d interleaved rounds of %s s (slowest–fastest);"
                + " starts: %d")
            .formatted(
                options.oneJvm() ? "one JVM for each peer" : "two JVMs for each peer",
                options.heap(),
                pace.rounds(),
                pace.seconds(),
                pace.starts()));
    if (options.neighbours() > 0) {
      out.println(
          "- " + options.neighbours() + " threads of another process computed all the time");
    }
    out.println("- only ratios within this table mean anything");
    out.println();
  }

  private static String labels(List<Contender> contenders) {
    return contenders.stream().map(Contender::label).collect(Collectors.joining(","));
  }
}
