package io.tightwire.processor.model;

import java.util.Map;
import java.util.Optional;

/**
 * The parts of a method's documentation comment that mean the same in another class, since they
 * refer to nothing by name. Immutable.
 *
 * @param description its text before the tags, or empty if that can't be copied
 * @param parameters the texts of its parameters, by name
 * @param result the text of the result
 * @param deprecation the text of the deprecation
 * @param whole whether everything can be copied
 */
public record DocComment(
    Optional<String> description,
    Map<String, String> parameters,
    Optional<String> result,
    Optional<String> deprecation,
    boolean whole) {

  /** A comment of which nothing can be copied; a link must do. */
  public static final DocComment ELSEWHERE =
      new DocComment(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), false);

  public DocComment {
    parameters = Map.copyOf(parameters);
  }
}
