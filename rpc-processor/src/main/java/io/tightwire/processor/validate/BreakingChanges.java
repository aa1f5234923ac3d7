package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.LockProblems;
import io.tightwire.processor.diagnostics.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Collects the changes that break clients or servers, each once. Confined to one comparison. */
final class BreakingChanges {

  private final Element service;
  private final String lock;
  private final Map<String, Problem> problems = new LinkedHashMap<>();

  BreakingChanges(Element service, String lock) {
    this.service = service;
    this.lock = lock;
  }

  /**
   * Adds a change, unless it is known: a type may be reached in several ways.
   *
   * @param what the change
   * @param whom the side that it breaks, and why
   * @param element the element that the compiler points at; null for the service itself
   */
  void add(String what, String whom, @Nullable Element element) {
    problems.putIfAbsent(
        what, LockProblems.breakingChange(what, whom, lock, element == null ? service : element));
  }

  List<Problem> problems() {
    return List.copyOf(problems.values());
  }
}
