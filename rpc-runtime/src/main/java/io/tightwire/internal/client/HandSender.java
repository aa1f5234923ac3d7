package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.codec.Codec;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.stream.ManualSource;
import io.tightwire.internal.wire.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends items that threads of the user give one by one. An item is encoded and queued by the thread
 * that sends it, with a lock: so the items of one thread keep their order, and each is whole. The
 * loop never waits for that lock.
 *
 * <p>Thread-safe; what {@link InputSender} says is confined to the loop thread is so here.
 */
final class HandSender<T> extends InputSender {

  private final Codec<T> codec;
  private final ChangeSignal changes = new ChangeSignal();
  private final ReentrantLock sending = new ReentrantLock();

  /** Returns how the call ended; null before that. */
  private Supplier<@Nullable Outcome> outcome = () -> null;

  /** Returns what to add to the message of a timeout. */
  private Supplier<String> timeoutHint = () -> "";

  private volatile @Nullable ManualSource<T> source;

  /** Whether the user has ended the stream. Written with the lock. */
  private volatile boolean completed;

  HandSender(ClientRuntime runtime, String name, int maxMessageSize, Codec<T> codec) {
    super(runtime, name, maxMessageSize);
    this.codec = codec;
  }

  /**
   * Sets the call whose input this is, before it is started.
   *
   * @param end returns how the call ended; null before that
   * @param hint returns what to add to the message of a timeout
   */
  void attach(ClientCall call, Supplier<@Nullable Outcome> end, Supplier<String> hint) {
    attach(call);
    outcome = end;
    timeoutHint = hint;
  }

  /** Wakes the threads that wait for credit or for the end of the call. */
  ChangeSignal changes() {
    return changes;
  }

  /** Returns whether the call goes on and the user has not ended the stream. */
  boolean needsCompletion() {
    return !completed && outcome.get() == null;
  }

  // --- what the user does ---

  /** Sends an item, and waits until there is credit for it. */
  void send(T item) throws InterruptedException {
    boolean unused = trySend(item, ChangeSignal.forever());
  }

  /** Sends an item if there is credit for it. Returns whether it was sent, or dropped. */
  boolean trySend(T item) {
    Objects.requireNonNull(item, "item");
    sending.lock();
    try {
      return attempt(item);
    } finally {
      sending.unlock();
    }
  }

  /** Sends an item if there is credit for it in time. Returns whether it was sent, or dropped. */
  boolean trySend(T item, Duration patience) throws InterruptedException {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("The patience must not be negative: " + patience);
    }
    return trySend(item, Times.nanos(patience));
  }

  private boolean trySend(T item, long nanos) throws InterruptedException {
    CallPreparer.requireMayWait("Sending to " + name());
    long left = nanos;
    while (true) {
      int seen = changes.count();
      if (trySend(item)) {
        return true;
      }
      left = changes.await(seen, left);
      if (left <= 0) {
        return false;
      }
    }
  }

  /** Sends the item if there is credit, with the lock. Returns whether it is done with. */
  private boolean attempt(T item) {
    if (completed) {
      throw new IllegalStateException(
          "The stream that " + name() + " sends is complete: no item can follow");
    }
    boolean over = isCancelled(); // read before the outcome, which follows
    Outcome end = outcome.get();
    checkFailed(end);
    if (over) {
      return isStopped() || end != null; // dropped, unless the call is about to fail
    }
    ManualSource<T> present = source;
    if (present == null) {
      return false;
    }
    boolean emitted;
    try {
      emitted = present.tryEmit(item);
    } catch (Throwable e) { // also what an accessor of the user's own record throws
      throw failItem(e);
    }
    return emitted;
  }

  private void checkFailed(@Nullable Outcome end) {
    if (end != null && !end.isSuccess()) {
      throw told(runtime.exception(Objects.requireNonNull(call(), "attached"), end));
    }
    Throwable failure = failure();
    if (failure != null && end == null) {
      throw failure instanceof RpcProtocolException known ? known : failed(failure);
    }
  }

  private RpcException failed(Throwable thrown) {
    return RpcStreamingException.ofSource(
        "The stream that " + name() + " sends failed: " + thrown, thrown, true);
  }

  private RpcException told(RpcException reason) {
    if (reason instanceof RpcTimeoutException) {
      String hint = timeoutHint.get();
      return hint.isEmpty()
          ? reason
          : new RpcTimeoutException(
              reason.getMessage() + "; " + hint, reason, reason.mayHaveExecuted());
    }
    if (reason instanceof RpcCancelledException
        || reason instanceof RpcStreamingException
        || !reason.mayHaveExecuted()) {
      return reason;
    }
    return new RpcStreamingException(
        name() + " takes no more items: " + reason.getMessage(), reason);
  }

  /** Ends the stream of items, once the items that other threads are about to send are sent. */
  void endItems() {
    boolean first;
    sending.lock();
    try {
      first = !completed;
      completed = true;
    } finally {
      sending.unlock();
    }
    if (first) {
      complete();
      changes.signal(); // those that wait have come too late
    }
  }

  /** Returns whether sending is of use. */
  boolean wantsMore() {
    return !isCancelled() && outcome.get() == null && failure() == null;
  }

  // --- what the stream asks for ---

  @Override
  public void schedule(Runnable turn) {
    turn.run(); // it only signals
  }

  @Override
  public void runSource(Runnable part) {
    part.run();
  }

  @Override
  public void runRelease(Runnable part) {
    part.run();
  }

  @Override
  void begin(ItemStream begun) {
    ManualSource<T> created = new ManualSource<>(begun, codec, changes::signal);
    source = created;
    begun.start(created);
    begun.handlerReturned();
  }

  @Override
  void releaseUntouched() {
    changes.signal();
  }
}
