package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.MethodProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.model.MethodModel;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the timeout and the hedge of a method. Stateless. */
final class DurationRules {

  private static final Duration SHORTEST_TIMEOUT = Duration.ofNanos(1);
  private static final Duration SHORTEST_HEDGE = Duration.ofMillis(1);

  private DurationRules() {}

  /** Returns the problems of a method, each cause once. */
  static List<Problem> check(String label, MethodModel method) {
    List<Problem> problems = new ArrayList<>();
    String timeout = method.settings().timeout();
    String hedge = method.settings().hedge();
    if (!timeout.isEmpty() && parse(timeout, SHORTEST_TIMEOUT).isEmpty()) {
      problems.add(MethodProblems.badTimeout(label, timeout, method.origin()));
    }
    if (!hedge.isEmpty()) {
      hedge(label, method).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> hedge(String label, MethodModel method) {
    String hedge = method.settings().hedge();
    String timeout = method.settings().timeout();
    if (method.kind().isStreaming()) {
      return Optional.of(MethodProblems.hedgeOfStream(label, hedge, method.origin()));
    }
    if (!method.settings().idempotent()) {
      return Optional.of(MethodProblems.hedgeOfNonIdempotent(label, hedge, method.origin()));
    }
    Optional<Duration> after = parse(hedge, SHORTEST_HEDGE);
    if (after.isEmpty()) {
      return Optional.of(MethodProblems.badHedge(label, hedge, method.origin()));
    }
    return parse(timeout, SHORTEST_TIMEOUT)
        .filter(end -> after.get().compareTo(end) >= 0)
        .map(end -> MethodProblems.hedgeAfterTimeout(label, hedge, timeout, method.origin()));
  }

  /** Returns the duration that a text stands for; empty if it is none, or too short. */
  private static Optional<Duration> parse(String text, Duration shortest) {
    try {
      return Optional.of(Duration.parse(text)).filter(value -> value.compareTo(shortest) >= 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
