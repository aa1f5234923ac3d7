package io.tightwire.internal.client;

import io.tightwire.Attempt;
import org.jspecify.annotations.Nullable;

/** What earlier attempts of a call say about the next one. Confined to the loop thread. */
final class CallHistory {

  /** The reason for the next attempt. */
  Attempt.Reason nextReason = Attempt.Reason.RETRY;

  /** Whether it was hedged; it is no second time. */
  boolean isHedged;

  /** How often a server has refused it that is going away. */
  int refusals;

  /** Whether a server without capacity has refused it. */
  boolean wasRejected;

  /** The server that should not get it again, if another one can; null if there is none. */
  @Nullable Server avoided;
}
