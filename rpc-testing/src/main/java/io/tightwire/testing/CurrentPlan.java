package io.tightwire.testing;

import java.util.function.UnaryOperator;

/** The faults as they are set now. Safe for use by many threads. */
final class CurrentPlan {

  private volatile FaultPlan plan = FaultPlan.NONE;

  FaultPlan get() {
    return plan;
  }

  /** Returns what it was before. */
  synchronized FaultPlan change(UnaryOperator<FaultPlan> change) {
    FaultPlan before = plan;
    plan = change.apply(before);
    return before;
  }
}
