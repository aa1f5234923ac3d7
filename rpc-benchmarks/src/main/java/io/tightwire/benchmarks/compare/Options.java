package io.tightwire.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The options of a comparison. Immutable.
 *
 * @param peers labels; empty for all
 * @param against the label of the peer that is the base of the ratios; empty for grpc-direct or,
 *     without it, the last
 * @param heap of each JVM
 * @param neighbours how many threads of another process compute all the time
 */
record Options(
    List<String> peers,
    List<Case> cases,
    String against,
    Pace pace,
    boolean oneJvm,
    String heap,
    int neighbours) {

  static final String USAGE =
      """
      usage: compare.sh [option ...]
        --peers A,B,..     only these                                          (all)
              A@JAR        A with another build of its library
        --cases A,B,..     only these                                          (all)
        --against PEER     base of the ratios           (grpc-direct, or the last)
        --quick | --long   minutes, to see that it works | hours, for the record
        --rounds N  --seconds S  --warm-up S  --starts N                       (3, 3, 5, 3)
        --one-jvm          client and server of each peer in one JVM           (two)
        --heap SIZE        of each JVM                                         (512m)
        --neighbours N     threads of another process that compute all the time  (0)
        --list             only list the peers and cases
      """;

  Options {
    peers = List.copyOf(peers);
    cases = List.copyOf(cases);
  }

  static Options defaults() {
    return new Options(List.of(), List.of(Case.values()), "", Pace.NORMAL, false, "512m", 0);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an option is wrong; the message says why
   */
  static Options parse(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    Options options = defaults();
    // First, so that the other options refine the pace, in any order.
    if (left.remove("--quick")) {
      options = options.with(Pace.QUICK);
    }
    if (left.remove("--long")) {
      options = options.with(Pace.LONG);
    }
    while (!left.isEmpty()) {
      String option = left.remove();
      options = option.equals("--one-jvm") ? options.inOneJvm() : options.with(option, left);
    }
    return options;
  }

  private Options with(String option, Deque<String> left) {
    String value = left.poll();
    if (value == null) {
      throw new IllegalArgumentException(option + " is unknown, or lacks its value");
    }
    return switch (option) {
      case "--peers" -> new Options(split(value), cases, against, pace, oneJvm, heap, neighbours);
      case "--cases" ->
          new Options(
              peers,
              split(value).stream().map(Case::of).toList(),
              against,
              pace,
              oneJvm,
              heap,
              neighbours);
      case "--against" -> new Options(peers, cases, value, pace, oneJvm, heap, neighbours);
      case "--heap" -> new Options(peers, cases, against, pace, oneJvm, value, neighbours);
      case "--neighbours" ->
          new Options(peers, cases, against, pace, oneJvm, heap, Integer.parseInt(value));
      case "--rounds" -> with(pace.withRounds(Integer.parseInt(value)));
      case "--seconds" -> with(pace.withSeconds(Double.parseDouble(value)));
      case "--warm-up" -> with(pace.withWarmUp(Double.parseDouble(value)));
      case "--starts" -> with(pace.withStarts(Integer.parseInt(value)));
      default -> throw new IllegalArgumentException("No option " + option);
    };
  }

  private static List<String> split(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  Options with(Pace value) {
    return new Options(peers, cases, against, value, oneJvm, heap, neighbours);
  }

  private Options inOneJvm() {
    return new Options(peers, cases, against, pace, true, heap, neighbours);
  }

  /**
   * Returns the peers that take part, in the requested order.
   *
   * @throws IllegalArgumentException if one does not exist
   */
  List<Contender> choose(List<Contender> all) {
    List<Contender> chosen =
        peers.isEmpty() ? all : peers.stream().map(label -> find(label, all)).toList();
    return oneJvm ? chosen.stream().map(Contender::inOneJvm).toList() : chosen;
  }

  /**
   * Returns the label of the peer that is the base of the ratios.
   *
   * @throws IllegalArgumentException if it does not take part
   */
  String base(List<Contender> chosen) {
    if (!against.isEmpty()) {
      return find(against, chosen).label();
    }
    return chosen.stream()
        .map(Contender::label)
        .filter("grpc-direct"::equals)
        .findFirst()
        .orElse(chosen.get(chosen.size() - 1).label());
  }

  private static Contender find(String label, List<Contender> all) {
    int at = label.indexOf('@');
    if (at > 0) {
      return find(label.substring(0, at), all).as(Path.of(label.substring(at + 1)));
    }
    return all.stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No peer %s here; there are %s (those with libraries of their own are built"
                            .formatted(
                                label,
                                String.join(", ", all.stream().map(Contender::label).toList()))
                        + " with -Pbench, as compare.sh does)"));
  }
}
