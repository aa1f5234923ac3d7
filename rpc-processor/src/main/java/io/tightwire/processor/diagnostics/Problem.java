package io.tightwire.processor.diagnostics;

import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/**
 * One mistake in a service. Immutable.
 *
 * @param code its stable name
 * @param text what is wrong, where, and how to fix it
 * @param element the element that the compiler points at
 */
public record Problem(ProblemCode code, String text, Element element) {

  /** Returns whether it is an error, so that no code is generated. */
  public boolean isError() {
    return code.kind() == Diagnostic.Kind.ERROR;
  }

  /** Returns the text that the compiler prints. */
  public String message() {
    return "[" + code.display() + "] " + text;
  }
}
