package io.tightwire.internal.client;

import io.tightwire.Attempt;
import io.tightwire.RpcException;
import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client that are under way, and what becomes of each: queued, sent, moved to
 * another server, retried, and ended. A call ends once, by {@link #complete}, {@link #fail} or
 * {@link #cancel}; it leaves backlog, table and deadlines before its caller is told. Confined to
 * the loop thread.
 */
final class ClientCalls {

  private static final String TOO_LATE = "its turn came with less than a millisecond left";

  private final ClientOptions options;
  private final Fleet fleet;
  private final LocalFailures failures;
  private final RetryPolicy retryPolicy;
  private final Backlog backlog;
  private final SentCalls sent;
  final InputQueues inputs = new InputQueues();
  private final Deadlines<ClientCall> deadlines = new Deadlines<>();

  /** The reason for which the client takes no more calls; null as long as it does. */
  private @Nullable String closed;

  /** The failure that broke the loop; null if none did. */
  private @Nullable Throwable loopFailure;

  ClientCalls(
      ClientOptions options, Fleet fleet, PendingCallLimit pendingLimit, ClientCounters counters) {
    this.options = options;
    this.fleet = fleet;
    this.failures = new LocalFailures(options.target(), options.connectTimeout());
    this.retryPolicy = RetryPolicy.of(fleet, options.fleet());
    this.backlog = new Backlog(pendingLimit);
    this.sent = new SentCalls(counters);
  }

  /** Sends a new call, or queues it. */
  void start(ClientCall call, long now) {
    call.holdsPendingLimit = true; // acquired by the thread that made the call
    try {
      sendOrQueue(call, now);
    } catch (Error e) { // out of memory: this call fails, and no other
      ServerConnection unused = sent.sendCancel(call, "it could not be sent");
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
      fail(
          call,
          failures.timedOut(call, fleet.acceptsCalls() ? TOO_LATE : fleet.queuedBecause(call)));
    } else {
      retryPolicy.recordCall(now);
      ServerConnection connection = backlog.isEmpty() ? fleet.pick(call, now) : null;
      if (connection != null) {
        send(call, connection, now);
      } else if (call.waitsForConnection() || fleet.isReadyFor(call)) {
        backlog.add(call);
        awaitConnection(call, now);
      } else {
        fail(call, failures.notWaiting(call, fleet.queuedBecause(call)));
      }
    }
  }

  private void awaitConnection(ClientCall call, long now) {
    call.awaitConnectionUntil(Times.deadline(now, options.connectTimeout()));
    deadlines.add(call);
  }

  /** Sends queued calls as long as servers accept them; keeps those whose own servers do not. */
  void sendQueued(long now) {
    if (backlog.isEmpty() || !fleet.acceptsCalls()) {
      return;
    }
    List<ClientCall> kept = List.of();
    for (ClientCall call = backlog.poll(); call != null; call = backlog.poll()) {
      deadlines.remove(call);
      ServerConnection connection = fleet.pick(call, now);
      if (call.isAbandoned()) {
        cancel(call, "the caller stopped waiting", null);
      } else if (call.isTooLate(now)) {
        fail(call, failures.timedOut(call, TOO_LATE));
      } else if (connection != null) {
        send(call, connection, now);
      } else {
        kept = kept.isEmpty() ? new ArrayList<>() : kept;
        kept.add(call);
      }
      if (!fleet.acceptsCalls()) {
        break;
      }
    }
    backlog.addFirst(kept);
    kept.forEach(deadlines::add);
  }

  private void send(ClientCall call, ServerConnection connection, long now) {
    if (call.request().length() > connection.maxMessageSize()) {
      fail(call, failures.tooLarge(call, connection.maxMessageSize()));
      return;
    }
    backlog.leave(call);
    sent.send(call, connection, !retryPolicy.maySendAgain(call), now);
    if (call.expectsResponse()) {
      call.setDue(Times.earlier(call.deadline(), retryPolicy.hedgeAt(call, now)));
      deadlines.add(call);
    } else {
      call.markEnded();
      call.complete(Outcome.SENT);
    }
  }

  /** Sends a call in flight to another server, too, if that may be. */
  private void hedge(ClientCall call, ServerConnection first, long now) {
    call.setDue(call.deadline());
    deadlines.add(call);
    ServerConnection second = retryPolicy.hedge(call, first.server(), now);
    if (second != null) {
      sent.hedge(call, second, now);
    }
  }

  /**
   * Ends a call whose server has responded that it failed, or sends it to another server if that
   * one has not run it.
   */
  void refused(ClientCall call, ServerConnection from, Frame.Failure failure, long now) {
    from.markProven();
    retryPolicy.recordResponse(call, from.server(), failure, now);
    if (RetryPolicy.isLeftToOther(call, from, failure)) {
      sent.refusedByOne(call, from);
    } else if (!call.isAbandoned() && retryPolicy.shouldMove(call, from, failure, now)) {
      call.attempts--; // it was not run
      requeue(List.of(call), Attempt.Reason.REFUSED, now);
      sendQueued(now);
      from.dropIfDrained();
    } else {
      // What this server did not run may have been run by the server of an earlier attempt.
      Frame.Failure known = call.attempts == 1 ? failure : failure.afterEarlierAttempt();
      RetryPolicy.recordBeaten(call, now);
      complete(call, known);
    }
  }

  /** Retries or fails the calls that were in flight, since their connection was lost. */
  void connectionLost(ServerConnection gone, String reason, long now) {
    if (!gone.inFlight().isEmpty()) {
      fleet.blame(gone.server(), now);
    }
    sent.leaveToOthers(gone);
    List<ClientCall> retried = new ArrayList<>();
    for (ClientCall call : gone.inFlight().all()) {
      if (!call.isAbandoned() && retryPolicy.shouldRetry(call, gone.server(), now)) {
        retried.add(call);
      } else {
        end(call, new LocalFailure(failures.connectionLost(call, reason)));
      }
    }
    requeue(retried, Attempt.Reason.RETRY, now);
    sendQueued(now);
    failThoseThatDoNotWait();
  }

  /** Queues calls in flight before all others. */
  private void requeue(List<ClientCall> calls, Attempt.Reason reason, long now) {
    for (ClientCall call : calls) {
      call.history().nextReason = reason;
      deadlines.remove(call);
      sent.remove(call);
    }
    backlog.addFirst(calls);
    calls.forEach(call -> awaitConnection(call, now));
  }

  /** Fails queued calls that do not wait for a connection, if no server is ready for them. */
  void failThoseThatDoNotWait() {
    backlog
        .pollIf(call -> !call.waitsForConnection() && !fleet.isReadyFor(call))
        .forEach(call -> fail(call, failures.notWaiting(call, fleet.queuedBecause(call))));
  }

  /** Ends a call. */
  void complete(ClientCall call, Outcome outcome) {
    ServerConnection connection = SentCalls.connectionOf(call);
    end(call, outcome);
    SentCalls.dropIfDrained(connection);
  }

  private void end(ClientCall call, Outcome outcome) {
    remove(call);
    call.complete(outcome);
  }

  /** Ends a call by a response that is no failure. Does nothing if the call has ended already. */
  void succeed(@Nullable ClientCall call, ServerConnection from, Outcome outcome, long now) {
    if (call != null) {
      from.markProven();
      retryPolicy.recordSuccess(call, from.server(), now);
      complete(call, outcome);
    }
  }

  /** Ends a call with a failure that was found on this side. */
  void fail(ClientCall call, RpcException exception) {
    complete(call, new LocalFailure(exception));
  }

  /**
   * Ends a call about which the server broke the protocol, and tells the server. Does nothing if
   * the call has ended already.
   */
  void failProtocol(@Nullable ClientCall call, String what) {
    if (call != null) {
      ServerConnection unused = sent.sendCancel(call, what);
      failUnsupported(call, what);
    }
  }

  /** Ends a call about which the server sent what this side does not support. */
  void failUnsupported(@Nullable ClientCall call, String what) {
    if (call != null) {
      fail(call, failures.protocolViolation(call, what));
    }
  }

  /**
   * Ends a call that its caller has cancelled; the caller knows already.
   *
   * @param failure what the caller throws; null if it just does not want to go on
   */
  void cancel(ClientCall call, String reason, @Nullable RpcException failure) {
    ServerConnection connection = sent.sendCancel(call, reason);
    if (call.phase != ClientCall.Phase.ENDED && call.intercepted() != null) {
      call.reportCancelled(failure != null ? failure : failures.cancelled(call, reason));
    }
    remove(call);
    SentCalls.dropIfDrained(connection);
  }

  /** Cancels a call, unless it has ended. Its caller is told: the failure, or else of that. */
  void abort(ClientCall call, String reason, @Nullable RpcException failure) {
    if (call.phase != ClientCall.Phase.ENDED) {
      ServerConnection unused = sent.sendCancel(call, reason);
      fail(call, failure == null ? failures.cancelled(call, reason) : failure);
    }
  }

  /** Ends calls past their deadline or connect timeout; hedges those that wait for a response. */
  void expire(long now) {
    for (ClientCall call = deadlines.poll(now); call != null; call = deadlines.poll(now)) {
      ServerConnection connection = SentCalls.connectionOf(call);
      if (connection == null) {
        fail(call, failures.notSentInTime(call, fleet.queuedBecause(call)));
      } else if (!call.isPast(now)) {
        hedge(call, connection, now);
      } else {
        retryPolicy.recordTimeout(call, connection.server(), now);
        ServerConnection unused = sent.sendCancel(call, "deadline exceeded");
        fail(call, failures.timedOut(call, ""));
      }
    }
  }

  /**
   * Fails the queued calls if every server refuses this client.
   *
   * @param unauthenticated whether it does not know the client's key, or else its protocol
   */
  void failQueuedRefused(String reason, boolean unauthenticated) {
    if (fleet.isRefused()) {
      failQueued(call -> failures.refused(call, reason, unauthenticated));
    }
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
    for (ServerConnection connection : fleet.connections()) {
      for (ClientCall call : connection.inFlight().all()) {
        ServerConnection unused = sent.sendCancel(call, why);
        end(call, new LocalFailure(failures.cancelled(call, why, failure)));
      }
    }
    failQueued(call -> failures.cancelled(call, why, failure));
    backlog.releasePendingLimit();
  }

  /** Returns whether a thread waits for each open call. */
  boolean areAttended() {
    return closed == null && backlog.isEmpty() && sent.areAttended();
  }

  /** Removes a call from wherever it is. */
  private void remove(ClientCall call) {
    backlog.leave(call);
    deadlines.remove(call);
    if (call.phase == ClientCall.Phase.QUEUED) {
      backlog.ended(call);
    } else {
      sent.remove(call);
    }
    call.markEnded();
  }

  /** Ends a pass of the loop. Returns when the next deadline passes. */
  long endPass() {
    inputs.flush();
    backlog.releasePendingLimit();
    return deadlines.next();
  }

  /** Returns the queued calls. */
  Backlog backlog() {
    return backlog;
  }

  /** Returns the number of attempts in flight. */
  int inFlight() {
    return sent.count();
  }

  /** Returns how many retries are allowed now. */
  double retryBudget(long now) {
    return retryPolicy.budget(now);
  }

  /** Returns whether no call is under way; for tests. */
  boolean isIdle() {
    return sent.count() == 0 && backlog.size() == 0 && deadlines.size() == 0 && inputs.isEmpty();
  }
}
