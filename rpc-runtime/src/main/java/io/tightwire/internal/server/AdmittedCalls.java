package io.tightwire.internal.server;

import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.wire.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are open, and how they end other than by their response: cancelled, expired, or
 * stopped. Confined to the loop thread.
 */
final class AdmittedCalls {

  private final ServerCounters counters;

  /** Each call knows its place. */
  private final ArrayList<ServerCall> oneWays = new ArrayList<>();

  private final Deadlines<ServerCall> deadlines = new Deadlines<>();
  private int twoWays;

  /** The bytes of the messages that they came in, for all clients. */
  final ByteBudget requests;

  AdmittedCalls(ByteBudget requests, ServerCounters counters) {
    this.requests = requests;
    this.counters = counters;
  }

  /** Opens a call. Returns false if its client has an open call of the same id. */
  boolean add(ServerCall call) {
    if (call.isOneWay()) {
      call.oneWayPlace = oneWays.size();
      oneWays.add(call);
    } else if (call.session().calls.put(call.id(), call)) {
      twoWays++;
    } else {
      return false;
    }
    call.message().retain();
    call.entry().counters().admitted();
    deadlines.add(call);
    return true;
  }

  boolean isOpen(ServerCall call) {
    return call.isOneWay() ? call.oneWayPlace >= 0 : call.session().calls.get(call.id()) == call;
  }

  /** Closes a call that has its last frame. Returns false if it was not open. */
  boolean complete(ServerCall call, RpcStatus status, long now) {
    if (!close(call)) {
      return false;
    }
    if (call.neverStarts()) { // its thread found that it was late
      counters.neverStarted(call, call.encodedMetadata(), RejectionReason.EXPIRED, status);
    } else {
      counters.ended(call, status, now);
    }
    return true;
  }

  /** Closes a call that its lane does not take. */
  void reject(ServerCall call, Rejection why) {
    if (close(call)) {
      counters.neverStarted(call, call.encodedMetadata(), why.reason(), why.status());
    }
  }

  /**
   * Cancels a call, and closes it if it is open.
   *
   * @return whether it had started
   */
  boolean cancel(ServerCall call, CancelReason why, long now) {
    Slice metadata = call.encodedMetadata();
    boolean started = !call.cancel(why);
    if (close(call)) {
      if (started) {
        counters.ended(call, why.status(), now);
      } else {
        counters.neverStarted(call, metadata, why.rejection(), why.status());
      }
    }
    return started;
  }

  private boolean close(ServerCall call) {
    if (!isOpen(call)) {
      return false;
    }
    if (call.isOneWay()) {
      removeOneWay(call);
    } else {
      call.session().calls.remove(call.id());
      call.session().replies.discard(call);
      twoWays--;
    }
    InputFrames.close(call, this);
    call.session().gate.remove(call);
    call.message().release();
    deadlines.remove(call);
    return true;
  }

  /** Moves the last one to its place. */
  private void removeOneWay(ServerCall call) {
    ServerCall last = oneWays.remove(oneWays.size() - 1);
    if (last != call) {
      oneWays.set(call.oneWayPlace, last);
      last.oneWayPlace = call.oneWayPlace;
    }
    call.oneWayPlace = -1;
  }

  /** Cancels a call that its client has ended, if it is open. */
  void cancel(Session session, long id, CancelReason why, long now) {
    ServerCall call = session.calls.get(id);
    if (call != null) {
      boolean unused = cancel(call, why, now);
    }
  }

  /** Cancels all open calls of a client that has disconnected. */
  void cancelAll(Session session, long now) {
    for (ServerCall call : session.calls.all()) {
      boolean unused = cancel(call, CancelReason.DISCONNECTED, now);
    }
  }

  /** Cancels the open one-way calls. */
  void cancelOneWays(long now) {
    for (ServerCall call : List.copyOf(oneWays)) {
      boolean unused = cancel(call, CancelReason.SHUTDOWN, now);
    }
  }

  /** Cancels the calls whose deadline has passed, and tells their callers. */
  void expire(long now) {
    for (ServerCall late = pollExpired(now); late != null; late = pollExpired(now)) {
      boolean open = isOpen(late);
      boolean started = cancel(late, CancelReason.DEADLINE, now);
      if (open && !late.isOneWay()) {
        late.session().peer.send(ResponseEncoder.timedOut(late, started));
      }
    }
  }

  /** Cancels the calls of a client that have not started, and tells their callers. */
  void stopUnstarted(Session session) {
    for (ServerCall call : session.calls.all()) {
      Slice metadata = call.encodedMetadata();
      if (call.cancelUnstarted(CancelReason.SHUTDOWN)) {
        close(call);
        counters.neverStarted(call, metadata, RejectionReason.DRAINING, RpcStatus.CANCELLED);
        sendStopped(call, false);
      }
    }
  }

  /** Cancels all calls of a client, and tells their callers. */
  void stopAll(Session session, long now) {
    for (ServerCall call : session.calls.all()) {
      sendStopped(call, cancel(call, CancelReason.SHUTDOWN, now));
    }
  }

  private static void sendStopped(ServerCall call, boolean started) {
    call.session().peer.send(ResponseEncoder.stopped(call, started, ServerDrain.REASON));
  }

  /** Returns a call whose deadline has passed, each once; null if there is none. */
  @Nullable ServerCall pollExpired(long now) {
    return deadlines.poll(now);
  }

  /** Returns when the next deadline passes. */
  long nextDeadline() {
    return deadlines.next();
  }

  int size() {
    return twoWays + oneWays.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Returns how many deadlines are kept; for tests. */
  int timed() {
    return deadlines.size();
  }
}
