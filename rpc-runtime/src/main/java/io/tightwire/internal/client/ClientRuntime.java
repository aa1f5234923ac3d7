package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one client have in common: where they are posted, where callbacks run, and how
 * outcomes turn into values and exceptions. Safe for use by many threads.
 */
public final class ClientRuntime {

  /** Hands a command to the loop. */
  @FunctionalInterface
  public interface CommandSink {
    /** Returns false if the loop takes no more. */
    boolean post(ClientCommand command);

    /** What broke the loop; null if nothing did. */
    default @Nullable Throwable failure() {
      return null;
    }
  }

  private final CommandSink post;
  private final PendingCallLimit pendingLimit;
  private final Executor callbacks;
  private final Executor spare;
  private final String endpoint;
  private final ServerFingerprints fingerprints;
  private final WindowBudget windows;
  private final LongSupplier clock;
  private final ClientLog log;
  private final AdaptiveSpin spin = new AdaptiveSpin();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Of one client, by the system's clock.
   *
   * @param post hands a command to the loop; false if the client is closed
   * @param pendingLimit for calls that are not sent yet
   * @param callbacks runs user callbacks
   * @param spare runs those that {@code callbacks} refuses
   * @param endpoint for messages
   * @param fingerprints for messages
   * @param windows for what comes of streams and is not read
   */
  public ClientRuntime(
      CommandSink post,
      PendingCallLimit pendingLimit,
      Executor callbacks,
      Executor spare,
      String endpoint,
      ServerFingerprints fingerprints,
      WindowBudget windows) {
    this(post, pendingLimit, callbacks, spare, endpoint, fingerprints, windows, System::nanoTime);
  }

  ClientRuntime(
      CommandSink post,
      PendingCallLimit pendingLimit,
      Executor callbacks,
      Executor spare,
      String endpoint,
      ServerFingerprints fingerprints,
      WindowBudget windows,
      LongSupplier clock) {
    this.post = post;
    this.pendingLimit = pendingLimit;
    this.callbacks = callbacks;
    this.spare = spare;
    this.endpoint = endpoint;
    this.fingerprints = fingerprints;
    this.windows = windows;
    this.clock = clock;
    this.log = new ClientLog(endpoint);
  }

  CommandSink post() {
    return post;
  }

  /** What is granted to all streams together. */
  WindowBudget windows() {
    return windows;
  }

  String endpoint() {
    return endpoint;
  }

  /**
   * Waits until something has come, or the thread is interrupted. Whoever waits alone looks out for
   * it a little, if it tends to come at once; of several, each would only keep the others from the
   * core.
   *
   * @param blocker for tools that show what threads wait for
   */
  void await(BooleanSupplier come, Object blocker) {
    long begun = now();
    waiting.incrementAndGet();
    while (!come.getAsBoolean()
        && spin.shouldSpin()
        && waiting.get() == 1
        && now() - begun < AdaptiveSpin.SPIN_LIMIT) {
      AdaptiveSpin.yieldProcessor();
    }
    while (!come.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(blocker);
    }
    waiting.decrementAndGet();
    spin.recordWait(now() - begun, AdaptiveSpin.SPIN_LIMIT);
  }

  /** In nanoseconds. */
  long now() {
    return clock.getAsLong();
  }

  ClientLog log() {
    return log;
  }

  /** Starts a call; one that is not taken ends at once. */
  void start(ClientCall call) {
    call.inheritCancellation(this);
    RpcException refusal =
        pendingLimit.tryAcquire(call.request().length()) ? post(call) : full(call);
    if (refusal != null) {
      call.over();
      call.settle(new Outcome.Failed(refusal));
    }
  }

  /**
   * Starts a call whose caller may be kept waiting a little until there is room for it.
   *
   * @throws RpcException if it is not taken
   */
  void startPatiently(ClientCall call) {
    call.inheritCancellation(this);
    RpcException refusal = awaitRoom(call);
    if (refusal == null) {
      refusal = post(call);
    }
    if (refusal != null) {
      call.over();
      InterceptedCall intercepted = call.intercepted();
      if (intercepted != null) {
        intercepted.failed(refusal);
      }
      throw refusal;
    }
  }

  private @Nullable RpcException awaitRoom(ClientCall call) {
    if (LoopThread.isCurrent()) { // which would make the room
      return pendingLimit.tryAcquire(call.request().length()) ? null : full(call);
    }
    try {
      return pendingLimit.acquire(call.request().length(), call.deadline()) ? null : full(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RpcCancelledException(
          to(call) + ": the calling thread was interrupted before there was room for the call",
          e,
          false);
    }
  }

  /** Hands over a call that has room; returns what is wrong if it is not taken. */
  private @Nullable RpcException post(ClientCall call) {
    if (post.post(call)) {
      return null;
    }
    pendingLimit.release(PendingCallLimit.share(call.request().length()));
    Throwable failure = post.failure();
    return new RpcCancelledException(
        to(call)
            + (failure == null
                ? ": the client is closed"
                : ": the client's loop failed: " + failure),
        failure,
        false);
  }

  private RpcException full(ClientCall call) {
    return new RpcUnavailableException(
        to(call) + " was refused: the local queue is full: " + pendingLimit.occupants(),
        null,
        false);
  }

  private String to(ClientCall call) {
    return call.name() + " to " + endpoint;
  }

  /** Has the loop call off a call whose parent was called off, and tell its caller. */
  void callOff(ClientCall call) {
    post.post((core, now) -> core.callOff(call)); // a closed loop has ended it
  }

  /** Tells the loop that a call's caller has given up. */
  void cancel(ClientCall call, String reason) {
    cancel(call, reason, null);
  }

  /**
   * Tells the loop that a call's caller has given up.
   *
   * @param failure what the caller knows to be wrong; null if it just does not want to go on
   */
  void cancel(ClientCall call, String reason, @Nullable RpcException failure) {
    // A closed loop has nothing to cancel.
    post.post((core, now) -> core.cancel(call, reason, failure));
  }

  /** Runs a step as a callback. */
  void callBack(Runnable step) {
    callBack(Callback.of(step));
  }

  /**
   * Runs a callback, never on the calling thread, which is the loop's. If no thread is to be had
   * for it, not even a spare one, that is tried again until there is; or until the loop is over,
   * and nothing else is left.
   */
  void callBack(Callback callback) {
    if (!takes(callbacks, callback) && !takes(spare, callback) && !retriesLater(callback)) {
      callback.run();
    }
  }

  private static boolean takes(Executor executor, Callback callback) {
    try {
      executor.execute(callback);
      return true;
    } catch (Throwable e) { // shut down by the user, or no memory for one more thread
      return false;
    }
  }

  private boolean retriesLater(Callback callback) {
    try {
      return post.post((core, now) -> core.retryLater(() -> callBack(callback), now));
    } catch (Throwable e) { // out of memory
      return false;
    }
  }

  /** The value of a unary call, decoded on this thread; or what went wrong, thrown. */
  <T extends @Nullable Object> T value(
      MethodDescriptor<T> method, Outcome outcome, @Nullable InterceptedCall intercepted) {
    if (intercepted == null) {
      return value(method, outcome);
    }
    try {
      T value = value(method, outcome);
      intercepted.succeeded();
      return value;
    } catch (Throwable e) {
      intercepted.failed(e);
      throw e;
    }
  }

  private <T extends @Nullable Object> T value(MethodDescriptor<T> method, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      return decode(method, answered.value());
    }
    throw exception(method, outcome);
  }

  /** What went wrong. */
  RpcException exception(MethodDescriptor<?> method, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.exception();
    }
    Frame.Failure failure = ((Outcome.Refused) outcome).failure();
    return RemoteFailures.toException(method, endpoint, fingerprints, failure);
  }

  /** One value, decoded on this thread. */
  @SuppressWarnings("NullAway") // a codec's null is the user's null: T says whether it may be
  <T extends @Nullable Object> T decode(MethodDescriptor<T> method, Slice value) {
    try {
      return method.result().read(value.reader());
    } catch (Throwable e) { // also what the constructor of a user's record throws
      throw new RpcProtocolException(
          RpcStatus.INTERNAL,
          "The result of "
              + method.displayName()
              + " from "
              + endpoint
              + " can't be decoded: "
              + ThrowableText.brief(e)
              + "; were both sides built from the same interface?"
              + fingerprints.difference(method),
          e,
          true);
    }
  }
}
