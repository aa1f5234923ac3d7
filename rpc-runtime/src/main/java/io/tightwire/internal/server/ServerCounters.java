package io.tightwire.internal.server;

import io.tightwire.LaneStats;
import io.tightwire.MethodStats;
import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStats;
import io.tightwire.internal.flow.LoopCounter;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a server counts: clients, ends of calls, calls that are turned away. The last are also
 * reported to interceptors. Confined to the loop thread; {@link #read} is thread-safe.
 */
final class ServerCounters {

  private final MethodTable methods;
  private final RejectionReports reports;
  private final LoopCounter connections = new LoopCounter();
  private final Map<RejectionReason, LoopCounter> rejected = new EnumMap<>(RejectionReason.class);

  ServerCounters(MethodTable methods, RejectionReports reports) {
    this.methods = methods;
    this.reports = reports;
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason, new LoopCounter());
    }
  }

  void connected() {
    connections.add(1);
  }

  void disconnected() {
    connections.add(-1);
  }

  /** Counts the end of a call that had started. */
  void ended(OpenCall call, RpcStatus status, long now) {
    call.entry().counters().ended(status, now - call.arrived());
  }

  /**
   * Counts the end of a call that never starts.
   *
   * @param metadata of the call, as it came
   */
  void neverStarted(OpenCall call, Slice metadata, RejectionReason reason, RpcStatus status) {
    call.entry().counters().neverStarted();
    count(reason);
    if (reports.isNeeded()) {
      report(call.session().peer, call.entry(), metadata, reason, status, call.arrived());
    }
  }

  /** Counts a request that did not become a call of a method. */
  void rejected(
      Peer peer, Frame.Request request, MethodTable.Entry entry, Rejection why, long arrived) {
    count(why.reason());
    if (reports.isNeeded()) {
      report(peer, entry, request.metadata(), why.reason(), why.status(), arrived);
    }
  }

  /** Counts a request of a method that the server does not have. */
  void rejectedUnknown(Peer peer, Frame.Request request, Rejection why, long arrived) {
    count(why.reason());
    if (reports.isNeeded()) {
      String path = MethodTable.printable(request.path());
      int slash = path.lastIndexOf('/');
      reports.add(
          new RejectedRequest(
              slash < 0 ? path : path.substring(0, slash),
              path.substring(slash < 0 ? path.length() : slash + 1),
              why.reason(),
              why.status(),
              peer.name(),
              request.metadata(),
              arrived));
    }
  }

  private void report(
      Peer peer,
      MethodTable.Entry entry,
      Slice metadata,
      RejectionReason reason,
      RpcStatus status,
      long arrived) {
    var method = entry.method().descriptor();
    reports.add(
        new RejectedRequest(
            method.service(), method.name(), reason, status, peer.name(), metadata, arrived));
  }

  private void count(RejectionReason reason) {
    Objects.requireNonNull(rejected.get(reason)).increment();
  }

  /** Ends the reports of calls that were turned away. */
  void close() {
    reports.close();
  }

  /** Returns the numbers of this moment. */
  ServerStats read(Duration uptime) {
    List<MethodStats> ofMethods = methods.stats();
    Map<String, LaneStats> ofLanes = methods.lanes().stats();
    Map<RejectionReason, Long> byReason = new EnumMap<>(RejectionReason.class);
    rejected.forEach(
        (reason, counter) -> {
          long count = counter.value();
          if (count > 0) {
            byReason.put(reason, count);
          }
        });
    int clients = (int) Math.max(0, connections.value());
    return new ServerStats(uptime, clients, ofLanes, ofMethods, byReason, reports.notTold());
  }
}
