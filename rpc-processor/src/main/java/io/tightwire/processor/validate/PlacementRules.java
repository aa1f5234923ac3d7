package io.tightwire.processor.validate;

import io.tightwire.processor.diagnostics.MethodProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.model.Placement;
import java.util.Optional;

/** Checks where {@code @RpcMethod} is used. Stateless. */
public final class PlacementRules {

  private static final String REMOVE = "Remove it, or make the method a remote one.";

  private PlacementRules() {}

  /** Returns the problem of a method that must not have the annotation. */
  public static Optional<Problem> check(Placement method) {
    return switch (method.site()) {
      case INTERFACE -> Optional.empty();
      case CLASS ->
          misplaced(
              method,
              "a class's method",
              "Annotate the method of the interface that it implements.");
      case STATIC -> misplaced(method, "a static method, which is never remote", REMOVE);
      case PRIVATE -> misplaced(method, "a private method, which is never remote", REMOVE);
    };
  }

  private static Optional<Problem> misplaced(Placement method, String why, String fix) {
    return Optional.of(MethodProblems.misplacedMethod(method.label(), why, fix, method.origin()));
  }
}
