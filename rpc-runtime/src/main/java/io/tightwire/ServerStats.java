package io.tightwire;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a server does and has done: {@link RpcServer#stats()}. The numbers are read one after
 * another while the server runs, so that they may differ by the calls of that moment. As of one
 * moment; immutable.
 *
 * <p>Each call that was read is in one of four numbers: the {@code queued} or {@code started} of
 * its method, or the {@code rejected} of its reason; requests that break the protocol are in none.
 *
 * @param uptime how long ago the server was started; zero if it was not
 * @param connections how many clients are connected
 * @param lanes the lanes by name, as in {@code @RpcMethod(lane)}; the common lane's name is empty.
 *     The lane of the built-in services is not among them
 * @param methods all methods of all services, in the order of the services' names; those of
 *     built-in services come last
 * @param rejected how many calls were turned away before interceptors were asked, by reason, since
 *     the start; reasons that did not occur are left out
 * @param rejectionsNotReported how many of these {@link ServerInterceptor#onRejected} was not told,
 *     since it did not keep up; zero without interceptors
 */
public record ServerStats(
    Duration uptime,
    int connections,
    Map<String, LaneStats> lanes,
    List<MethodStats> methods,
    Map<RejectionReason, Long> rejected,
    long rejectionsNotReported) {

  /**
   * Copies the maps and the list.
   *
   * @param uptime {@link #uptime}
   * @param connections {@link #connections}
   * @param lanes {@link #lanes}
   * @param methods {@link #methods}
   * @param rejected {@link #rejected}
   * @param rejectionsNotReported {@link #rejectionsNotReported}
   */
  public ServerStats {
    Objects.requireNonNull(uptime, "uptime");
    lanes = Collections.unmodifiableMap(new LinkedHashMap<>(lanes));
    methods = List.copyOf(methods);
    Map<RejectionReason, Long> copy = new EnumMap<>(RejectionReason.class);
    copy.putAll(rejected);
    rejected = Collections.unmodifiableMap(copy);
  }
}
