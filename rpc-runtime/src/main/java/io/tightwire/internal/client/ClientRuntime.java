package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import io.tightwire.Target;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Waiter;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Outcome;
import io.tightwire.internal.wire.Slice;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of one client share: how they are started and cancelled, where their callbacks
 * run, and how outcomes become values and exceptions. Thread-safe.
 */
public final class ClientRuntime {

  /** Posts commands to the loop. Thread-safe. */
  @FunctionalInterface
  public interface CommandSink {
    /** Posts a command. Returns false if the loop takes no more. */
    boolean post(ClientCommand command);

    /**
     * Posts a command of a thread that is about to wait for it, and that may run the loop.
     *
     * @return as {@link #post}
     */
    default boolean postAndHelp(ClientCommand command) {
      return post(command);
    }

    /**
     * Waits as {@link io.tightwire.internal.link.ClientLink#await} does.
     *
     * @return false if nothing was waited for
     */
    default boolean await(Waiter call) {
      return false;
    }

    /** Returns what broke the loop; null if nothing did. */
    default @Nullable Throwable failure() {
      return null;
    }
  }

  private final CommandSink post;
  private final PendingCallLimit pendingLimit;
  private final CallbackDispatcher callbacks;
  private final Target target;
  private final WindowBudget windows;
  private final LongSupplier clock;
  private final ClientLog log;
  private final AdaptiveSpin spin = new AdaptiveSpin();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Creates the runtime of one client, on the system's clock.
   *
   * @param post posts to the loop
   * @param pendingLimit limits calls that are not sent yet
   * @param callbacks runs user callbacks
   * @param target what the client was told to connect to
   * @param windows limits the items that come and are not read
   */
  public ClientRuntime(
      CommandSink post,
      PendingCallLimit pendingLimit,
      CallbackDispatcher callbacks,
      Target target,
      WindowBudget windows) {
    this(post, pendingLimit, callbacks, target, windows, System::nanoTime);
  }

  /**
   * Creates the runtime of one client, on another clock.
   *
   * @param clock returns the time in nanoseconds, by which calls get their deadlines
   */
  public ClientRuntime(
      CommandSink post,
      PendingCallLimit pendingLimit,
      CallbackDispatcher callbacks,
      Target target,
      WindowBudget windows,
      LongSupplier clock) {
    this.post = post;
    this.pendingLimit = pendingLimit;
    this.callbacks = callbacks;
    this.target = target;
    this.windows = windows;
    this.clock = clock;
    this.log = new ClientLog(target.text());
  }

  CommandSink post() {
    return post;
  }

  /** Returns the budget of all streams together. */
  WindowBudget windows() {
    return windows;
  }

  /** Returns the budget of the items that calls send. */
  SharedByteBudget items() {
    return pendingLimit.items();
  }

  /** Returns what the client was told to connect to. */
  Target target() {
    return target;
  }

  /**
   * Waits until a call has its outcome or the thread is interrupted. A thread that can't run the
   * loop meanwhile, and waits alone, spins a little before it parks ({@link AdaptiveSpin}); several
   * would only keep one another from the core.
   */
  void await(BlockingCall<?> call) {
    if (call.isAttended() && post.await(call)) {
      return;
    }
    long begun = now();
    waiting.incrementAndGet();
    while (!call.isDone()
        && spin.shouldSpin()
        && waiting.get() == 1
        && now() - begun < AdaptiveSpin.SPIN_LIMIT) {
      long unused = AdaptiveSpin.yieldToOthers(); // not lost: others run the loop
    }
    call.setParked(true);
    while (!call.isDone() && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(call);
    }
    call.setParked(false);
    waiting.decrementAndGet();
    spin.recordWait(now() - begun, AdaptiveSpin.SPIN_LIMIT);
  }

  /** Returns the time in nanoseconds. */
  long now() {
    return clock.getAsLong();
  }

  ClientLog log() {
    return log;
  }

  /** Starts a call. If it is refused, it ends immediately. */
  void start(ClientCall call) {
    call.inheritCancellation(this);
    RpcException refusal =
        pendingLimit.tryAcquire(call.request().length()) ? post(call) : full(call);
    if (refusal != null) {
      call.markEnded();
      call.complete(new LocalFailure(refusal));
    }
  }

  /**
   * Starts a call whose caller may be blocked a little while the local queue is full: backpressure.
   *
   * @throws RpcException if it is refused
   */
  void startOrWait(ClientCall call) {
    call.inheritCancellation(this);
    RpcException refusal = acquirePending(call);
    if (refusal == null) {
      refusal = post(call);
    }
    if (refusal != null) {
      call.markEnded();
      InterceptedCall intercepted = call.intercepted();
      if (intercepted != null) {
        intercepted.failed(refusal);
      }
      throw refusal;
    }
  }

  private @Nullable RpcException acquirePending(ClientCall call) {
    if (LoopThread.isCurrent()) { // the thread that would release it
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

  /** Posts a call that has acquired the limit. Returns why it is refused; null if it is not. */
  private @Nullable RpcException post(ClientCall call) {
    if (call.isAttended() ? post.postAndHelp(call) : post.post(call)) {
      return null;
    }
    pendingLimit.release(PendingCallLimit.cost(call.request().length()));
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
        to(call) + " was refused: the local queue is full: " + pendingLimit.usage(), null, false);
  }

  private String to(ClientCall call) {
    return call.name() + " to " + target;
  }

  /** Cancels a call whose parent was cancelled; its caller is told. */
  void cancelWithParent(ClientCall call) {
    String reason = "the call whose handler made it was cancelled";
    post.post((core, now) -> core.calls().abort(call, reason, null)); // a closed loop has ended it
  }

  /** Cancels a call; its caller knows already. */
  void cancel(ClientCall call, String reason) {
    cancel(call, reason, null);
  }

  /**
   * Cancels a call; its caller knows already.
   *
   * @param failure what the caller throws; null if it just does not want to go on
   */
  void cancel(ClientCall call, String reason, @Nullable RpcException failure) {
    // A closed loop has nothing to cancel.
    post.post((core, now) -> core.calls().cancel(call, reason, failure));
  }

  /** Runs a step as a callback. */
  void callBack(Runnable step) {
    callBack(Callback.of(step));
  }

  /** Runs a callback ({@link CallbackDispatcher#dispatch}). */
  void callBack(Callback callback) {
    callbacks.dispatch(callback);
  }

  /**
   * Decodes the value of a unary call on this thread, or throws what went wrong.
   *
   * @param method the call's
   */
  <T extends @Nullable Object> T value(
      ClientCall call, MethodDescriptor<T> method, Outcome outcome) {
    InterceptedCall intercepted = call.intercepted();
    if (intercepted == null) {
      return valueOf(call, method, outcome);
    }
    try {
      T value = valueOf(call, method, outcome);
      intercepted.succeeded(call);
      return value;
    } catch (Throwable e) {
      intercepted.failed(call, e);
      throw e;
    }
  }

  private <T extends @Nullable Object> T valueOf(
      ClientCall call, MethodDescriptor<T> method, Outcome outcome) {
    if (outcome instanceof Frame.Result result) {
      return decode(call, method, result.value());
    }
    throw exception(call, outcome);
  }

  /** Returns the exception for an outcome that is a failure. */
  RpcException exception(ClientCall call, Outcome outcome) {
    if (outcome instanceof LocalFailure failed) {
      return failed.exception();
    }
    Frame.Failure failure = (Frame.Failure) outcome;
    Server server = Objects.requireNonNull(call.server(), "a server has refused it");
    return RemoteFailures.toException(call.method(), server.name(), server.fingerprints(), failure);
  }

  /**
   * Decodes one value on this thread.
   *
   * @param method the call's
   */
  @SuppressWarnings("NullAway") // a codec's null is the user's null, which T permits or not
  <T extends @Nullable Object> T decode(ClientCall call, MethodDescriptor<T> method, Slice value) {
    WireReader in = value.reader();
    try {
      return method.result().read(in);
    } catch (Throwable e) { // also what the constructor of a user's record throws
      Server server = Objects.requireNonNull(call.server(), "a server has responded");
      throw new RpcProtocolException(
          RpcStatus.INTERNAL,
          "The result of "
              + method.displayName()
              + " from "
              + server.name()
              + " can't be decoded: "
              + ThrowableText.brief(e)
              + "; were both sides built from the same interface?"
              + server.fingerprints().difference(method),
          e,
          true);
    } finally {
      value.release(in);
    }
  }
}
