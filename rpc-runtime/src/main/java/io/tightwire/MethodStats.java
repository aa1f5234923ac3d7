package io.tightwire;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The calls of one method of a server. All numbers but {@code open} and {@code queued} are since
 * the start. Once nothing is under way, {@code started} is the sum of {@code open} and of all that
 * have ended. As of one moment; immutable.
 *
 * @param service the service's name on the wire
 * @param method the method's name on the wire
 * @param open how many calls have started and not ended: their handler runs, or their stage or
 *     stream is not complete, or their response waits for their client to read
 * @param queued how many calls wait on their lane
 * @param started how many calls have started: interceptors were asked, and the handler if they
 *     admitted the call
 * @param ended how many of these have ended, by status; statuses that did not occur are left out
 * @param latency how long these took, from the moment when the server read the request to the end:
 *     the response was sent, or the call was cancelled
 */
public record MethodStats(
    String service,
    String method,
    int open,
    int queued,
    long started,
    Map<RpcStatus, Long> ended,
    LatencyHistogram latency) {

  /**
   * Copies the map.
   *
   * @param service {@link #service}
   * @param method {@link #method}
   * @param open {@link #open}
   * @param queued {@link #queued}
   * @param started {@link #started}
   * @param ended {@link #ended}
   * @param latency {@link #latency}
   */
  public MethodStats {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(method, "method");
    Map<RpcStatus, Long> copy = new EnumMap<>(RpcStatus.class);
    copy.putAll(ended);
    ended = Collections.unmodifiableMap(copy);
    Objects.requireNonNull(latency, "latency");
  }
}
