package io.tightwire.internal.client;

import io.tightwire.CallListener;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Mailbox;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. Its request is encoded; {@link ClientCalls} numbers it, sends it and ends it.
 * What a subclass does with items and outcome must neither block nor run user code.
 *
 * <p>Created by any thread. Confined to the loop thread, unless a member says otherwise.
 */
public abstract class ClientCall extends Timed implements ClientCommand, Mailbox.Entry {

  /** The phases of a call. */
  enum Phase {
    /** The loop does not know it yet, or is about to send it. */
    NEW,
    /** In the backlog. */
    QUEUED,
    /** Sent, and in the table. */
    IN_FLIGHT,
    /** Ended by the server or on this side. */
    ENDED
  }

  /** A call with less time left has none for the server. */
  private static final long MIN_TIME_LEFT = TimeUnit.MILLISECONDS.toNanos(1);

  private final PreparedCall<?> prepared;
  private EncodedRequest request;

  Phase phase = Phase.NEW;

  /** Its id at the connection to which it was sent last. */
  long id;

  /** The connection to which it was sent last, or that has responded; null if it was not sent. */
  @Nullable ServerConnection connection;

  /** The other attempt of a hedged call in flight; null if there is only one. */
  @Nullable OtherAttempt other;

  /** The number of attempts that the server may have run. */
  int attempts;

  /** The number of times that the call was sent. */
  private int sends;

  /** Null until it has one: most calls have a single attempt. */
  private @Nullable CallHistory history;

  /** Whether its bytes were handed over with the last attempt, so that it can't be sent again. */
  boolean isFinalSend;

  /** When it was sent to that connection. */
  long sentAt;

  /** Whether it has acquired the {@link PendingCallLimit} and not released it. */
  boolean holdsPendingLimit;

  /** Receives the items of a stream; null if a single result is expected. Never changed later. */
  @Nullable ItemReceiver receiver;

  /** When something is to be done about it. It is set only while no timer queue has the call. */
  private long due;

  /** In the mailbox of the loop. */
  private Mailbox.@Nullable Entry linked;

  /** Of the call whose handler made this one; written before the loop knows the call. */
  private RpcContext.@Nullable Registration parentRegistration;

  ClientCall(PreparedCall<?> prepared) {
    super(prepared.deadline());
    this.prepared = prepared;
    this.request = prepared.request();
    this.due = prepared.deadline();
  }

  /** Returns the method's name, for messages. Thread-safe. */
  public final String name() {
    return prepared.name();
  }

  /** Returns the timeout, for messages; null if there is no deadline. Thread-safe. */
  final @Nullable Duration timeout() {
    return prepared.timeout();
  }

  /** Thread-safe. */
  final MethodDescriptor<?> method() {
    return prepared.method();
  }

  final EncodedRequest request() {
    return request;
  }

  /** Returns the channel's pin; null if the call is not pinned. */
  final Routing.@Nullable Pin pin() {
    return prepared.routing().pin();
  }

  /** Returns whether the call goes to the server of a key or of a pin. */
  final boolean hasAffinity() {
    return pin() != null || hasKey();
  }

  final boolean hasKey() {
    return prepared.routing().key() != null;
  }

  /** Returns the hash of its key; without a key, of its method. */
  final long keyHash() {
    String key = prepared.routing().key();
    return Keys.hash(key == null ? method().service() + '/' + method().name() : key);
  }

  final boolean waitsForConnection() {
    return prepared.routing().waitForConnection();
  }

  /**
   * Returns the server that has responded, or else the one to which the call was sent last; null if
   * it was not sent. Also for the thread that has got the outcome or an item.
   */
  final @Nullable Server server() {
    ServerConnection last = connection;
    return last == null ? null : last.server();
  }

  /** Returns what earlier attempts say about the next one. */
  final CallHistory history() {
    CallHistory known = history;
    if (known == null) {
      known = new CallHistory();
      history = known;
    }
    return known;
  }

  /** Returns whether a server should not get the call again, if another one can. */
  final boolean avoids(Server server) {
    return history != null && history.avoided == server;
  }

  /** Returns whether the call was hedged. */
  final boolean wasHedged() {
    return history != null && history.isHedged;
  }

  /** Returns how often the call was sent. Also for the thread that has got the outcome. */
  final int sends() {
    return sends;
  }

  /**
   * Counts an attempt and returns the request to be sent. Each attempt has its own bytes: those of
   * an earlier one may still be in use by its connection.
   */
  final EncodedRequest nextAttempt() {
    if (sends > 0) {
      request = request.copy();
    }
    sends++;
    attempts++;
    return request;
  }

  /** Makes the current attempt the other one, before another is sent. */
  final void setAside() {
    other = new OtherAttempt(Objects.requireNonNull(connection, "in flight"), id, sentAt);
  }

  /** Makes the attempt at a connection the current one: it is the one that ends. */
  final void focusOn(ServerConnection from) {
    OtherAttempt attempt = other;
    if (attempt != null && attempt.connection() == from) {
      setAside();
      connection = from;
      id = attempt.id();
      sentAt = attempt.sentAt();
    }
  }

  /**
   * Returns how many nanoseconds the call may still take. The loop's pass may have begun before the
   * call was made; that gives the call no more time than its timeout.
   */
  final long timeLeft(long now) {
    Duration timeout = prepared.timeout();
    long left = deadline() - now;
    return timeout == null ? left : Math.min(left, Times.nanos(timeout));
  }

  /** Returns whether too little time is left to send it: the wire has whole milliseconds. */
  final boolean isTooLate(long now) {
    return deadline() != NEVER && timeLeft(now) < MIN_TIME_LEFT;
  }

  @Override
  public final Mailbox.@Nullable Entry linked() {
    return linked;
  }

  @Override
  public final void link(Mailbox.@Nullable Entry other) {
    linked = other;
  }

  @Override
  protected final long due() {
    return due;
  }

  /**
   * Waits for a connection until its deadline, or without one for that long; only while no timer
   * queue has the call.
   */
  final void awaitConnectionUntil(long time) {
    due = deadline() == NEVER ? time : deadline();
  }

  /** Sets when something is to be done about it; only while no timer queue has the call. */
  final void setDue(long time) {
    due = time;
  }

  @Override
  public final void apply(ClientCore core, long now) {
    core.calls().start(this, now);
  }

  /** Returns whether a thread waits for it, and may run the loop meanwhile. Always the same. */
  boolean isAttended() {
    return false;
  }

  /** Returns whether a response is expected. */
  boolean expectsResponse() {
    return true;
  }

  /** Returns whether items are expected, and END instead of RESULT. */
  final boolean isStream() {
    return receiver != null;
  }

  /** Returns what sends the stream that the method takes; null if it takes none. Thread-safe. */
  final @Nullable InputSender input() {
    return prepared.input();
  }

  /** Returns whether its input was begun or given up, so that no other server can get it. */
  final boolean hasUsedInput() {
    InputSender input = input();
    return input != null && !input.isUntouched();
  }

  private long itemsReceived() {
    return receiver == null ? 0 : receiver.received();
  }

  /** Returns whether the caller waits no longer, so that nothing needs to be sent. */
  abstract boolean isAbandoned();

  /** Cancels the call when its parent is cancelled. Called once, before it is posted. */
  final void inheritCancellation(ClientRuntime runtime) {
    RpcContext parent = prepared.parent();
    if (parent != null) {
      parentRegistration = parent.onCancel(() -> runtime.cancelWithParent(this));
    }
  }

  /** Marks the call as ended. */
  final void markEnded() {
    phase = Phase.ENDED;
    InputSender input = input();
    if (input != null) {
      input.callEnded();
    }
    RpcContext.Registration registration = parentRegistration;
    if (registration != null) {
      parentRegistration = null;
      registration.remove();
    }
  }

  /** Tells the caller, and the listeners, how the call ended. */
  final void complete(Outcome outcome) {
    onOutcome(outcome);
    InterceptedCall intercepted = prepared.intercepted();
    if (intercepted != null && !reportsEnd()) {
      intercepted.complete(this, outcome, itemsReceived());
    }
  }

  /** Tells the listeners that the caller cancelled the call. */
  void reportCancelled(RpcException why) {
    InterceptedCall intercepted = prepared.intercepted();
    if (intercepted != null) {
      intercepted.complete(this, new LocalFailure(why), itemsReceived());
    }
  }

  /** Returns the call whose handler made this one; null if there is none. Thread-safe. */
  final @Nullable RpcContext parent() {
    return prepared.parent();
  }

  /** Returns the call as interceptors see it; null if none listens for its end. Thread-safe. */
  final @Nullable InterceptedCall intercepted() {
    return prepared.intercepted();
  }

  /**
   * Enters the scopes of the call's listeners, around a callback. Thread-safe.
   *
   * @return to be closed by this thread when the callback has returned
   */
  final CallListener.Scope enter() {
    InterceptedCall intercepted = prepared.intercepted();
    return intercepted == null ? CallListener.Scope.NONE : intercepted.enter();
  }

  /** Returns whether the code that decodes the outcome also tells the listeners. */
  boolean reportsEnd() {
    return false;
  }

  /** Takes items that came, one at least, for which there was credit. */
  void onItems(Items come) {}

  /** Takes the outcome. */
  abstract void onOutcome(Outcome outcome);
}
