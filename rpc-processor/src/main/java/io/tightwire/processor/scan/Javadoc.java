package io.tightwire.processor.scan;

import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** The user's comments, to be carried over. */
final class Javadoc {

  private Javadoc() {}

  /** The element's comment without the space that follows each line's asterisk. */
  static Optional<String> of(Elements elements, Element element) {
    return Optional.ofNullable(elements.getDocComment(element))
        .map(text -> text.lines().map(Javadoc::unindented).collect(Collectors.joining("\n")))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String unindented(String line) {
    return line.startsWith(" ") ? line.substring(1) : line;
  }
}
