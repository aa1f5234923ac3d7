package io.tightwire.internal.client;

import io.tightwire.Attempt.Reason;
import io.tightwire.ClientStats;
import io.tightwire.ServerStatus;
import io.tightwire.internal.flow.LoopCounter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a client counts: attempts and ejections. Counted by the loop thread alone; reading them is
 * thread-safe.
 */
public final class ClientCounters {

  private final LoopCounter sent = new LoopCounter();
  private final LoopCounter ejections = new LoopCounter();
  private final Map<Reason, LoopCounter> retried = new EnumMap<>(Reason.class);

  /** Creates counters that are at zero. */
  public ClientCounters() {
    for (Reason reason : Reason.values()) {
      retried.put(reason, new LoopCounter());
    }
  }

  /** Counts the first attempt of a call. */
  void countFirst() {
    sent.increment();
  }

  /** Counts a later attempt of a call. */
  void countAgain(Reason reason) {
    sent.increment();
    Objects.requireNonNull(retried.get(reason), "all reasons are there").increment();
  }

  /** Counts the ejection of a server. */
  void countEjection() {
    ejections.increment();
  }

  /** Returns the numbers of a client that is closed. */
  public ClientStats stats() {
    return stats(List.of(), 0, 0, 0);
  }

  /** Returns the numbers, with what the loop knows besides. */
  ClientStats stats(List<ServerStatus> servers, int open, int waiting, double retryBudget) {
    Map<Reason, Long> again = new EnumMap<>(Reason.class);
    retried.forEach((reason, counter) -> again.put(reason, counter.value()));
    return new ClientStats(
        servers, open, waiting, sent.value(), again, ejections.value(), retryBudget);
  }
}
