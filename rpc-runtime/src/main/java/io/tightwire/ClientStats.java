package io.tightwire;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a client does and has done: {@link RpcClient#stats()}. As of one moment; immutable.
 *
 * <p>{@code sent} and {@code retried} count attempts: a call that was retried twice adds three to
 * the one and two to the other. Their difference is the number of calls that were sent.
 *
 * @param servers what the client knows of its servers, as {@link RpcClient#servers()} returns it
 * @param open how many attempts are in flight, over all servers. A hedged call may have two
 * @param waiting how many calls are queued: no server is ready for them, or none takes more
 * @param sent how often calls were sent to a server since the client was created, including one-way
 *     calls
 * @param retried how many of these attempts were not their call's first one, by reason. Has all
 *     reasons
 * @param ejections how often a server was ejected since the client was created
 * @param retryBudget how many retries, hedges and moves to a server with more capacity are allowed
 *     now ({@link RpcClient.Builder#retryBudget}); 0 if the budget is used up, and for a closed
 *     client
 */
public record ClientStats(
    List<ServerStatus> servers,
    int open,
    int waiting,
    long sent,
    Map<Attempt.Reason, Long> retried,
    long ejections,
    double retryBudget) {

  /**
   * Copies the list and the map, to which it adds the reasons that are missing.
   *
   * @param servers {@link #servers}
   * @param open {@link #open}
   * @param waiting {@link #waiting}
   * @param sent {@link #sent}
   * @param retried {@link #retried}
   * @param ejections {@link #ejections}
   * @param retryBudget {@link #retryBudget}
   */
  public ClientStats {
    servers = List.copyOf(servers);
    Map<Attempt.Reason, Long> all = new EnumMap<>(Attempt.Reason.class);
    for (Attempt.Reason reason : Attempt.Reason.values()) {
      all.put(reason, retried.getOrDefault(reason, 0L));
    }
    retried = Collections.unmodifiableMap(all);
  }
}
