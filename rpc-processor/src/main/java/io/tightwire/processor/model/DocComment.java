package io.tightwire.processor.model;

import java.util.Map;
import java.util.Optional;

/**
 * The parts of a method's documentation comment that mean the same in another class: nothing in
 * them is looked up by name. Immutable.
 *
 * @param description its text before the tags, or empty if that can't stand elsewhere
 * @param parameters what it says of parameters, by name
 * @param result what it says of the result
 * @param deprecation what to use instead
 * @param whole whether nothing was left out
 */
public record DocComment(
    Optional<String> description,
    Map<String, String> parameters,
    Optional<String> result,
    Optional<String> deprecation,
    boolean whole) {

  /** A comment of which nothing can be copied. */
  public static final DocComment ELSEWHERE =
      new DocComment(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), false);

  public DocComment {
    parameters = Map.copyOf(parameters);
  }
}
