package io.tightwire.internal.client;

import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.MethodDescriptor.Kind;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.Frame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls are sent again, and judges servers by what becomes of their calls.
 *
 * <table>
 * <caption>What is sent again</caption>
 * <tr><th>the attempt ended because</th><th>any call</th><th>idempotent, one result</th></tr>
 * <tr><td>the server is going away and has not run it</td><td>moved, three times</td><td>moved
 * </td></tr>
 * <tr><td>the server does not have the method</td><td>moved to one that may</td><td>moved</td></tr>
 * <tr><td>the server has no capacity and has not run it</td><td>moved once, within the budget</td>
 * <td>moved once, within the budget</td></tr>
 * <tr><td>the connection was lost in flight</td><td>failed</td><td>retried, within the budget</td>
 * </tr>
 * <tr><td>nothing yet, though the method's hedge time has passed</td><td>–</td><td>sent to another
 * server, too, within the budget</td></tr>
 * <tr><td>the handler failed, the deadline passed, or the caller cancelled</td><td>failed</td>
 * <td>failed</td></tr>
 * </table>
 *
 * <p>A call moves only if there is another server; with a single one, only its caller knows whether
 * trying again makes things worse. An idempotent call whose connection was lost is retried on the
 * next connection of a single server, without a budget: its return sets the pace.
 *
 * <p>A hedged call has two attempts in flight. The first response ends it and cancels the other
 * attempt; so does a failure, unless the server has not run the call and another one may take it,
 * or the connection was lost: then the call is left to the other attempt. When that is the only
 * one, the table applies to it.
 *
 * <p>A call that sends a stream moves only as long as no server has asked for an item of it. It is
 * neither retried nor hedged: what was read of the stream can't be read again.
 *
 * <p>A retried call keeps its deadline; without one it waits for a connection for the connect
 * timeout. Confined to the loop thread.
 */
final class RetryPolicy {

  /** How often a call may have run, so that one that kills its server does not kill them all. */
  static final int MAX_ATTEMPTS = 4;

  private static final int MAX_REFUSALS = 3;

  /** Why a server has not run a call that another one may take. */
  private enum Refusal {
    GOING_AWAY,
    NO_SUCH_METHOD,
    NO_CAPACITY;

    /** Returns why a server has refused a call; null if no other server should get it. */
    static @Nullable Refusal of(Frame.Failure failure) {
      if (failure.mayHaveExecuted()) {
        return null;
      }
      return switch (failure.status()) {
        case "CANCELLED" -> GOING_AWAY;
        case "UNIMPLEMENTED" -> NO_SUCH_METHOD;
        case "RESOURCE_EXHAUSTED" -> NO_CAPACITY;
        default -> null;
      };
    }
  }

  /** Calls that may take longer say nothing about the latency of a server. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Fleet fleet;
  private final RetryBudget budget;

  RetryPolicy(Fleet fleet, RetryBudget budget) {
    this.fleet = fleet;
    this.budget = budget;
  }

  /** Creates the policy of a client, with a budget of its own. */
  static RetryPolicy of(Fleet fleet, FleetOptions options) {
    return new RetryPolicy(
        fleet, new RetryBudget(options.retryShare(), options.retriesPerSecond()));
  }

  void recordCall(long now) {
    if (fleet.isPlural()) {
      budget.recordCall(now);
    }
  }

  /** Returns how many retries the budget allows now. */
  double budget(long now) {
    return budget.left(now);
  }

  void recordSuccess(ClientCall call, Server server, long now) {
    server.health().succeeded(now);
    if (fleet.isPlural() && !call.isStream() && call.input() == null && !isLong(call)) {
      server.load().measured(now - call.sentAt, now);
    }
    recordBeaten(call, now);
  }

  private static boolean isLong(ClientCall call) {
    Duration timeout = call.timeout();
    return timeout != null && timeout.compareTo(LONG) > 0;
  }

  /**
   * Records that a server has not responded in time: it may hang, or the call takes long. The
   * second server of a hedged call is not to blame, since it had less time.
   */
  void recordTimeout(ClientCall call, Server server, long now) {
    OtherAttempt other = call.other;
    if (other != null && other.isFirst(call)) {
      server.load().failed(now);
      recordTimeout(other.server(), other.sentAt(), now);
      return;
    }
    if (other != null) {
      other.server().load().failed(now);
    }
    recordTimeout(server, call.sentAt, now);
  }

  private void recordTimeout(Server server, long sentAt, long now) {
    server.load().failed(now);
    if (!server.health().hasSucceededSince(sentAt)) {
      fleet.blame(server, now);
    }
  }

  void recordResponse(ClientCall call, Server server, Frame.Failure failure, long now) {
    if (failure.type() != null) {
      server.health().succeeded(now); // its handler threw: it works
      server.load().failed(now);
      return;
    }
    switch (failure.status()) {
      case "RESOURCE_EXHAUSTED" -> server.load().exhausted(now);
      case "INTERNAL" -> {
        server.load().failed(now);
        fleet.blame(server, now);
      }
      default -> {}
    }
  }

  /**
   * Returns whether a call that its server has refused is sent to another one. If so, counts it.
   */
  boolean shouldMove(ClientCall call, ServerConnection from, Frame.Failure failure, long now) {
    Refusal refusal = Refusal.of(failure);
    if (refusal == null
        || call.isFinalSend
        || call.hasUsedInput()
        || !fleet.hasOther(from.server())) {
      return false;
    }
    return switch (refusal) {
      case GOING_AWAY -> {
        call.history().avoided = from.server();
        yield call.history().refusals++ < MAX_REFUSALS;
      }
      case NO_SUCH_METHOD -> {
        from.hasNot(call.method());
        yield fleet.otherMayHave(call, from.server());
      }
      case NO_CAPACITY -> {
        boolean moves =
            !call.history().wasRejected
                && !call.hasAffinity()
                && fleet.canTakeElsewhere(call, from.server(), now)
                && budget.tryAcquire(now);
        call.history().wasRejected = true;
        yield moves;
      }
    };
  }

  /** Returns when a call that is being sent is hedged; {@link Timed#NEVER} if it is not. */
  long hedgeAt(ClientCall call, long now) {
    Duration hedge = call.method().hedge();
    return hedge == null || call.wasHedged() || call.hasAffinity() || !fleet.isPlural()
        ? Timed.NEVER
        : Times.deadline(now, hedge);
  }

  /**
   * Returns where a call is sent, too, that its server has not responded to in time. If there is
   * such a place, counts it.
   */
  @Nullable ServerConnection hedge(ClientCall call, Server first, long now) {
    if (call.isAbandoned()
        || call.isFinalSend
        || call.isTooLate(now)
        || !isRetryable(call.method(), call.attempts)) {
      return null;
    }
    ServerConnection second = fleet.pickElsewhere(call, first, now);
    return second != null
            && call.request().length() <= second.maxMessageSize()
            && budget.tryAcquire(now)
        ? second
        : null;
  }

  /**
   * Returns whether a call that its server has refused is left to another one, which has it
   * already.
   */
  static boolean isLeftToOther(ClientCall call, ServerConnection from, Frame.Failure failure) {
    Refusal refusal = call.other == null ? null : Refusal.of(failure);
    if (refusal == Refusal.NO_SUCH_METHOD) {
      from.hasNot(call.method());
    }
    if (refusal == Refusal.NO_CAPACITY) {
      call.history().wasRejected = true;
    }
    return refusal != null;
  }

  /**
   * Records that a hedged call got its response from one server, while the other one was not waited
   * for: that one takes longer than the call has lasted there. If it had the call first, it gets
   * fewer calls for a while, though this one does not burden it any more.
   */
  static void recordBeaten(ClientCall call, long now) {
    OtherAttempt beaten = call.other;
    if (beaten != null) {
      ServerLoad load = beaten.server().load();
      if (!isLong(call)) {
        load.measuredAtLeast(now - beaten.sentAt(), now);
      }
      if (beaten.isFirst(call)) {
        load.failed(now);
      }
    }
  }

  /** Returns whether a call may run once more. */
  static boolean isRetryable(MethodDescriptor<?> method, int attempts) {
    return method.isIdempotent() && method.kind() != Kind.STREAMING && attempts < MAX_ATTEMPTS;
  }

  /** Returns whether a call that is about to be sent may be sent again: then its bytes are kept. */
  boolean maySendAgain(ClientCall call) {
    return fleet.isPlural() || isRetryable(call.method(), call.attempts + 1);
  }

  /** Returns whether a call whose connection was lost is retried. If so, counts it. */
  boolean shouldRetry(ClientCall call, Server from, long now) {
    boolean retries =
        isRetryable(call.method(), call.attempts)
            && (!fleet.hasOther(from) || budget.tryAcquire(now));
    if (retries) {
      call.history().avoided = from;
    }
    return retries;
  }
}
