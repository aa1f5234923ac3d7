package io.tightwire.testing;

import java.util.function.UnaryOperator;

/** Holds the current faults. Thread-safe. */
final class CurrentPlan {

  private volatile FaultPlan plan = FaultPlan.NONE;

  FaultPlan get() {
    return plan;
  }

  /** Changes the faults, and returns those before the change. */
  synchronized FaultPlan change(UnaryOperator<FaultPlan> change) {
    FaultPlan before = plan;
    plan = change.apply(before);
    return before;
  }
}
