package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.Deadlines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are open, and how they end other than by their response: cancelled, expired, or
 * stopped. Confined to the loop thread.
 */
final class AdmittedCalls {

  /** Each call knows its place. */
  private final ArrayList<ServerCall> oneWays = new ArrayList<>();

  private final Deadlines<ServerCall> deadlines = new Deadlines<>();
  private int twoWays;

  /** The bytes of the messages that they came in, for all clients. */
  final ByteBudget requests;

  AdmittedCalls(ByteBudget requests) {
    this.requests = requests;
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
    deadlines.add(call);
    return true;
  }

  boolean isOpen(ServerCall call) {
    return call.isOneWay() ? call.oneWayPlace >= 0 : call.session().calls.get(call.id()) == call;
  }

  /** Closes a call. Returns false if it was not open. */
  boolean close(ServerCall call) {
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
  void cancel(Session session, long id, CancelReason why) {
    ServerCall call = session.calls.get(id);
    if (call != null) {
      close(call);
      call.cancel(why);
    }
  }

  /** Cancels all open calls of a client that has disconnected. */
  void cancelAll(Session session) {
    for (ServerCall call : session.calls.all()) {
      close(call);
      call.cancel(CancelReason.DISCONNECTED);
    }
  }

  /** Cancels the open one-way calls. */
  void cancelOneWays() {
    for (ServerCall call : List.copyOf(oneWays)) {
      close(call);
      call.cancel(CancelReason.SHUTDOWN);
    }
  }

  /** Cancels the calls whose deadline has passed, and tells their callers. */
  void expire(long now) {
    for (ServerCall late = pollExpired(now); late != null; late = pollExpired(now)) {
      boolean started = !late.cancel(CancelReason.DEADLINE);
      if (close(late) && !late.isOneWay()) {
        late.session().peer.send(ResponseEncoder.timedOut(late, started));
      }
    }
  }

  /** Cancels the calls of a client that have not started, and tells their callers. */
  void stopUnstarted(Session session) {
    for (ServerCall call : session.calls.all()) {
      if (call.cancelUnstarted(CancelReason.SHUTDOWN)) {
        stopped(call, false);
      }
    }
  }

  /** Cancels all calls of a client, and tells their callers. */
  void stopAll(Session session) {
    for (ServerCall call : session.calls.all()) {
      stopped(call, !call.cancel(CancelReason.SHUTDOWN));
    }
  }

  private void stopped(ServerCall call, boolean started) {
    close(call);
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
