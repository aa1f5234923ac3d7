package io.tightwire.internal.client;

import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Items;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. Its request is encoded; the loop numbers it, sends it and ends it. What a
 * subclass does with what comes back must neither block nor run user code.
 *
 * <p>Created by any thread; everything that is not said to be otherwise is confined to the loop
 * thread.
 */
public abstract class ClientCall extends Timed implements ClientCommand {

  /** How far a call has come. */
  enum Phase {
    /** Not seen by the loop, or about to be sent. */
    NEW,
    /** In the backlog. */
    WAITING,
    /** Sent, and in the table. */
    OPEN,
    /** Ended, here or there. */
    OVER
  }

  /** How often a call that may run twice is sent, so that none kills one server after another. */
  private static final int MAX_SENDS = 4;

  /** A call with less time than that has none for the server. */
  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(1);

  private final PreparedCall<?> prepared;
  private EncodedRequest request;

  Phase phase = Phase.NEW;
  long id;

  /** How often it was sent. */
  int sends;

  /** Whether it has taken {@link PendingCallLimit} and not yet left it. */
  boolean hasRoom;

  /** Receives the items of a stream; null if a single result is expected. Never changed later. */
  @Nullable ItemReceiver receiver;

  /** When a call without a deadline gives up waiting for a connection. */
  long connectBy = NEVER;

  /** With the call that this one is nested in; written before the loop sees the call. */
  private RpcContext.@Nullable Registration inherited;

  ClientCall(PreparedCall<?> prepared) {
    super(prepared.deadline());
    this.prepared = prepared;
    this.request = prepared.request();
  }

  /** For messages. Safe for use by many threads. */
  final String name() {
    return prepared.name();
  }

  /** For messages; null if there is no deadline. */
  final @Nullable Duration timeout() {
    return prepared.timeout();
  }

  final EncodedRequest request() {
    return request;
  }

  /** Is about to be sent. What was sent before is the lost connection's, and left as it is. */
  final EncodedRequest nextRequest() {
    if (sends++ > 0) {
      request = request.copy();
    }
    return request;
  }

  /** Whether the call, now that its connection is lost, may be sent on the next one. */
  final boolean mayBeSentAgain() {
    return prepared.method().isIdempotent() && !isStream() && sends < MAX_SENDS && !isAbandoned();
  }

  /**
   * How many nanoseconds it may still take. The loop's pass may have begun before the call was
   * made, which gives it no more time than it had.
   */
  final long timeLeft(long now) {
    Duration timeout = prepared.timeout();
    long left = deadline() - now;
    return timeout == null ? left : Math.min(left, Times.nanos(timeout));
  }

  /** Whether too little time is left to send it: what travels are whole milliseconds. */
  final boolean isTooLate(long now) {
    return deadline() != NEVER && timeLeft(now) < LEAST;
  }

  @Override
  protected final long due() {
    return deadline() == NEVER && phase == Phase.WAITING ? connectBy : deadline();
  }

  @Override
  public final void apply(ClientCore core, long now) {
    core.start(this, now);
  }

  /** Whether an answer is expected. */
  boolean isAnswered() {
    return true;
  }

  /** Whether the caller has given up by itself, so that nothing needs to be sent any more. */
  abstract boolean isAbandoned();

  /** From now on the call is called off with its parent. Called once, before it is posted. */
  final void inheritCancellation(ClientRuntime runtime) {
    RpcContext parent = prepared.parent();
    if (parent != null) {
      inherited = parent.onCancel(() -> runtime.callOff(this));
    }
  }

  /** Ended, here or there; the first time counts. */
  final void over() {
    phase = Phase.OVER;
    RpcContext.Registration registration = inherited;
    if (registration != null) {
      inherited = null;
      registration.remove();
    }
  }

  /** The call ended: its caller is told, and who listens. */
  final void settle(Outcome outcome) {
    onOutcome(outcome);
    InterceptedCall intercepted = prepared.intercepted();
    if (intercepted != null && !isDecodedAtOnce()) {
      intercepted.ended(outcome, itemsReceived());
    }
  }

  /** The caller ended the call by itself. */
  void givenUp(RpcException why) {
    InterceptedCall intercepted = prepared.intercepted();
    if (intercepted != null) {
      intercepted.ended(new Outcome.Failed(why), itemsReceived());
    }
  }

  /** Null if nobody listens for the call's end. Safe for use by many threads. */
  final @Nullable InterceptedCall intercepted() {
    return prepared.intercepted();
  }

  /** Whether who decodes the outcome also tells those who listen, as part of it. */
  boolean isDecodedAtOnce() {
    return false;
  }

  /** Items came, one at least, and there was credit for them. */
  void onItems(Items come) {}

  /** Whether items are expected, and END instead of RESULT. */
  final boolean isStream() {
    return receiver != null;
  }

  private long itemsReceived() {
    return receiver == null ? 0 : receiver.received();
  }

  /** The call ended. */
  abstract void onOutcome(Outcome outcome);
}
