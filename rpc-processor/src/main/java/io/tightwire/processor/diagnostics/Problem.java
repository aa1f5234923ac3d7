package io.tightwire.processor.diagnostics;

import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/**
 * One mistake in a service. Immutable.
 *
 * @param code its stable name
 * @param text what is wrong, where, and how to mend it
 * @param element what the compiler points at
 */
public record Problem(ProblemCode code, String text, Element element) {

  /** Whether it keeps code from being generated. */
  public boolean isError() {
    return code.kind() == Diagnostic.Kind.ERROR;
  }

  /** The text as the compiler prints it. */
  public String message() {
    return "[" + code.display() + "] " + text;
  }
}
