package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client that are under way, and what becomes of each: queued, sent, retried, and
 * ended. A call ends once, by {@link #complete}, {@link #fail} or {@link #cancel}; it leaves
 * backlog, table and deadlines before its caller is told. Confined to the loop thread.
 */
final class ClientCalls {

  private static final String TOO_LATE = "its turn came with less than a millisecond left";

  private final ClientOptions options;
  private final ServerConnection connection;
  private final LocalFailures failures;
  private final RetryPolicy retryPolicy = RetryPolicy.DEFAULT;

  private final Backlog backlog;
  private final InFlightCalls inFlight = new InFlightCalls();
  private final Deadlines<ClientCall> deadlines = new Deadlines<>();

  /** The reason for which the client takes no more calls; null as long as it does. */
  private @Nullable String closed;

  /** The failure that broke the loop; null if none did. */
  private @Nullable Throwable loopFailure;

  ClientCalls(ClientOptions options, ServerConnection connection, PendingCallLimit pendingLimit) {
    this.options = options;
    this.connection = connection;
    this.failures = new LocalFailures(options.endpoint(), options.connectTimeout());
    this.backlog = new Backlog(pendingLimit);
  }

  // --- starting and sending ---

  /** Sends a new call, or queues it. */
  void start(ClientCall call, long now) {
    call.holdsPendingLimit = true; // acquired by the thread that made the call
    try {
      sendOrQueue(call, now);
    } catch (Error e) { // out of memory: this call fails, and no other
      sendCancel(call, "it could not be sent");
      fail(call, failures.unsendable(call, e));
    }
    if (closed != null) {
      backlog.releasePendingLimit(); // no other pass may come
    }
  }

  private void sendOrQueue(ClientCall call, long now) {
    if (call.phase == ClientCall.Phase.ENDED) {
      backlog.leave(call); // cancelled before it came here
    } else if (call.isAbandoned()) {
      cancel(call, "the caller stopped waiting", null);
    } else if (closed != null) {
      fail(call, failures.cancelled(call, closed, loopFailure));
    } else if (call.isTooLate(now)) {
      fail(call, failures.timedOut(call, connection.acceptsCalls() ? TOO_LATE : state()));
    } else if (connection.acceptsCalls() && backlog.isEmpty()) {
      send(call, now);
    } else {
      backlog.add(call);
      awaitConnection(call, now);
    }
  }

  private void awaitConnection(ClientCall call, long now) {
    call.connectBy = Times.deadline(now, options.connectTimeout());
    deadlines.add(call);
  }

  /** Sends queued calls as long as the connection accepts them. */
  void sendQueued(long now) {
    while (!backlog.isEmpty() && connection.acceptsCalls()) {
      ClientCall call = backlog.poll();
      if (call == null) {
        return;
      }
      deadlines.remove(call);
      if (call.isAbandoned()) {
        cancel(call, "the caller stopped waiting", null);
      } else if (call.isTooLate(now)) {
        fail(call, failures.timedOut(call, TOO_LATE));
      } else {
        send(call, now);
      }
    }
  }

  private void send(ClientCall call, long now) {
    if (call.request().length() > connection.maxMessageSize()) {
      fail(call, failures.tooLarge(call, connection.maxMessageSize()));
      return;
    }
    backlog.leave(call);
    EncodedRequest request = call.nextAttempt();
    inFlight.number(call);
    request.stamp((int) call.id, Times.remainingMillis(call.timeLeft(now), 0));
    if (call.expectsResponse()) {
      inFlight.add(call);
      deadlines.add(call);
    } else {
      call.markEnded();
      call.complete(Outcome.END);
    }
    if (retryPolicy.shouldRetry(call.method(), call.attempts)) {
      connection.send(request.buffer(), request.length()); // it may be copied for another attempt
    } else {
      connection.handOver(request.handOver(), request.length());
    }
    ItemReceiver receiver = call.receiver;
    if (receiver != null && receiver.credit() > 0) {
      connection.send(FrameWriter.credit(call.id, receiver.credit(), receiver.byteCredit()));
    }
  }

  /** Sends credit of a stream whose reader can take more. */
  void grant(StreamingCall<?> call, Window.Grant grant) {
    call.items.addCredit(grant);
    if (call.phase == ClientCall.Phase.IN_FLIGHT) {
      connection.send(FrameWriter.credit(call.id, grant.items(), grant.bytes()));
    }
  }

  /** Returns the call in flight that has the id; null if it has ended. */
  @Nullable ClientCall inFlight(long id) {
    return inFlight.get(id);
  }

  // --- ending ---

  /** Ends a call by the server's response. Does nothing if the call has ended already. */
  void complete(@Nullable ClientCall call, Outcome outcome) {
    if (call != null) {
      connection.markProven();
      remove(call);
      call.complete(outcome);
      disconnectIfDrained();
    }
  }

  /** Ends a call with a failure that was found on this side. */
  void fail(ClientCall call, RpcException exception) {
    remove(call);
    call.complete(new Outcome.Failed(exception));
  }

  /**
   * Ends a call about which the server broke the protocol, and tells the server. Does nothing if
   * the call has ended already.
   */
  void failProtocol(@Nullable ClientCall call, String what) {
    if (call != null) {
      connection.send(FrameWriter.cancel(call.id, what));
      failUnsupported(call, what);
    }
  }

  /** Ends a call about which the server sent what this side does not support. */
  void failUnsupported(@Nullable ClientCall call, String what) {
    if (call != null) {
      fail(call, failures.protocolViolation(call, what));
      disconnectIfDrained();
    }
  }

  /**
   * Ends a call that its caller has cancelled; the caller knows already.
   *
   * @param failure what the caller throws; null if it just does not want to go on
   */
  void cancel(ClientCall call, String reason, @Nullable RpcException failure) {
    sendCancel(call, reason);
    if (call.phase != ClientCall.Phase.ENDED && call.intercepted() != null) {
      call.reportCancelled(failure != null ? failure : failures.cancelled(call, reason));
    }
    remove(call);
    disconnectIfDrained();
  }

  /** Ends a call since the call whose handler made it was cancelled; its caller is told. */
  void cancelWithParent(ClientCall call) {
    if (call.phase != ClientCall.Phase.ENDED) {
      String reason = "the call whose handler made it was cancelled";
      sendCancel(call, reason);
      fail(call, failures.cancelled(call, reason));
      disconnectIfDrained();
    }
  }

  /** Tells the server not to go on, if it has the call. Returns whether it has. */
  private boolean sendCancel(ClientCall call, String reason) {
    boolean sent = call.phase == ClientCall.Phase.IN_FLIGHT;
    if (sent) {
      connection.send(FrameWriter.cancel(call.id, reason));
    }
    return sent;
  }

  /** Ends calls whose deadline has passed, or that have waited too long for a connection. */
  void expire(long now) {
    for (ClientCall call = deadlines.poll(now); call != null; call = deadlines.poll(now)) {
      if (sendCancel(call, "deadline exceeded")) {
        fail(call, failures.timedOut(call, ""));
        disconnectIfDrained();
      } else if (call.deadline() == ClientCall.NEVER) {
        fail(call, failures.unconnected(call, state()));
      } else {
        fail(call, failures.timedOut(call, state()));
      }
    }
  }

  /** Retries or fails the calls that were in flight, since their connection was lost. */
  void connectionLost(String reason, long now) {
    List<ClientCall> retried = new ArrayList<>();
    for (ClientCall call : inFlight.all()) {
      if (retryPolicy.shouldRetry(call.method(), call.attempts) && !call.isAbandoned()) {
        retried.add(call);
      } else {
        fail(call, failures.connectionLost(call, reason));
      }
    }
    retried.forEach(this::remove);
    backlog.addFirst(retried);
    retried.forEach(call -> awaitConnection(call, now));
  }

  /** Fails the queued calls, since no server they could be sent to will come. */
  void failQueuedIncompatible(String reason) {
    failQueued(call -> failures.incompatible(call, reason));
  }

  /** Fails the queued calls, since the server does not accept this client. */
  void failQueuedUnauthenticated(String reason) {
    failQueued(call -> failures.unauthenticated(call, reason));
  }

  private void failQueued(Function<ClientCall, RpcException> exception) {
    for (ClientCall call = backlog.poll(); call != null; call = backlog.poll()) {
      fail(call, exception.apply(call));
    }
  }

  /** Cancels all calls; those that come later fail. The first reason counts. */
  void close(String reason, @Nullable Throwable failure) {
    String why = closed == null ? reason : closed;
    loopFailure = failure;
    closed = why;
    for (ClientCall call : inFlight.all()) {
      sendCancel(call, why);
      fail(call, failures.cancelled(call, why, failure));
    }
    failQueued(call -> failures.cancelled(call, why, failure));
    backlog.releasePendingLimit();
  }

  /** Returns whether a thread waits for each open call. */
  boolean areAttended() {
    return closed == null && backlog.isEmpty() && inFlight.areAttended();
  }

  boolean isClosed() {
    return closed != null;
  }

  /** Removes a call from wherever it is. */
  private void remove(ClientCall call) {
    deadlines.remove(call);
    backlog.leave(call);
    if (call.phase == ClientCall.Phase.IN_FLIGHT) {
      inFlight.remove(call);
    } else if (call.phase == ClientCall.Phase.QUEUED) {
      backlog.ended(call);
    }
    call.markEnded();
  }

  /** Disconnects from a server that goes away once no call is in flight there. */
  void disconnectIfDrained() {
    if (connection.isGoingAway() && inFlight.isEmpty()) {
      connection.drop(state());
    }
  }

  /** Ends a pass of the loop. Returns when the next deadline passes. */
  long endPass() {
    backlog.releasePendingLimit();
    return deadlines.next();
  }

  private String state() {
    return connection.queuedBecause();
  }

  /** Sets the id before that of the next call; for tests. */
  void renumber(int id) {
    inFlight.renumber(id);
  }

  /** Returns whether no call is under way; for tests. */
  boolean isIdle() {
    return inFlight.isEmpty() && backlog.size() == 0 && deadlines.size() == 0;
  }
}
