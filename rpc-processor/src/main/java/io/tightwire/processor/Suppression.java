package io.tightwire.processor;

import io.tightwire.processor.diagnostics.Problem;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Whether the user has said that a warning is of no interest. */
final class Suppression {

  private Suppression() {}

  /** Whether the warning's element, or what is around it, is annotated with its name. */
  static boolean isSuppressed(Problem problem) {
    String name = problem.code().display();
    for (@Nullable Element e = problem.element(); e != null; e = e.getEnclosingElement()) {
      @Nullable SuppressWarnings suppressed = e.getAnnotation(SuppressWarnings.class);
      if (suppressed != null && List.of(suppressed.value()).contains(name)) {
        return true;
      }
    }
    return false;
  }
}
