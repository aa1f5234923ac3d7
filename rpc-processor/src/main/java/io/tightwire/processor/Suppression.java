package io.tightwire.processor;

import io.tightwire.processor.diagnostics.Problem;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Finds the {@code @SuppressWarnings} that silence a warning. Stateless. */
final class Suppression {

  private Suppression() {}

  /**
   * Returns whether the warning's element, or an element around it, is annotated with the warning's
   * name.
   */
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
