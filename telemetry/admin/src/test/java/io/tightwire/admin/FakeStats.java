package io.tightwire.admin;

import io.tightwire.LaneStats;
import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of a server with many methods, as they are some seconds after its start. */
final class FakeStats {

  private FakeStats() {}

  static ServerStats after(double seconds, List<String> services, int methodsEach) {
    List<MethodStats> methods = new ArrayList<>();
    for (String service : services) {
      for (int i = 0; i < methodsEach; i++) {
        methods.add(method(service, "method" + i, i, seconds));
      }
    }
    Map<String, LaneStats> lanes = new LinkedHashMap<>();
    lanes.put("", new LaneStats(11, 3, 16, 1_000));
    lanes.put("reports", new LaneStats(4, 94, 4, 100));
    return new ServerStats(
        Duration.ofNanos((long) (seconds * 1e9)),
        12,
        lanes,
        methods,
        Map.of(RejectionReason.LANE_FULL, (long) (seconds * 2), RejectionReason.UNKNOWN_METHOD, 3L),
        0);
  }

  /** Every third method is idle, and every fourth of the others fails at times. */
  private static MethodStats method(String service, String name, int index, double seconds) {
    long calls = index % 3 == 2 ? 0 : (long) (seconds * 1_000 / (index + 1));
    long failed = index % 4 == 1 ? calls / 50 : 0;
    return new MethodStats(
        service,
        name,
        index % 3 == 0 ? 2 : 0,
        index % 9 == 0 ? 1 : 0,
        calls + (index % 3 == 0 ? 2 : 0),
        Map.of(RpcStatus.OK, calls - failed, RpcStatus.UNKNOWN, failed),
        latency(calls, 60 + index % 30));
  }

  /** Most calls are in one bucket, and some in slower ones. */
  private static LatencyHistogram latency(long calls, int bucket) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < bucket; i++) {
      counts.add(0L);
    }
    counts.add(calls - calls / 10 - calls / 50);
    counts.add(calls / 10);
    for (int i = 0; i < 12; i++) {
      counts.add(0L);
    }
    counts.add(calls / 50);
    return new LatencyHistogram(counts);
  }
}
