package io.tightwire.internal.server;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.HandlerInput;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.ReceivingCall;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stream that the caller of one call sends: the receiving half, between {@link InputFrames} and
 * the handler's {@link HandlerStream} or {@link HandlerPublisher}. It grants nothing before the
 * handler asks for an item.
 *
 * <p>The reader's part is confined to one thread at a time, the loop's part to the loop thread; the
 * rest is thread-safe.
 */
final class CallerStream implements HandlerInput, ReceivingCall {

  /** What the handler reads by. Thread-safe. */
  interface Reader {
    /** Is told that items came, or the end. */
    void wake();
  }

  private final ServerCall call;
  private final ItemReceiver items;
  private final AtomicReference<@Nullable InputEnd> end = new AtomicReference<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  /** The thread that a subscriber's code runs on; the handler may run at the same time. */
  private final HandlerThread thread = new HandlerThread();

  private volatile @Nullable Reader reader;
  private volatile boolean handlerReturned;

  /** How many items were taken to be decoded. Confined to the reader. */
  private long taken;

  /** The bytes beyond the byte credit that are counted for the client. Confined to the loop. */
  private long excess;

  CallerStream(ServerCall call, WindowBudget budget) {
    this.call = call;
    this.items = ItemReceiver.startingSlowly(this, budget);
  }

  // --- what the skeleton asks for ---

  @Override
  public <T extends @Nullable Object> Stream<T> stream(Codec<T> codec) {
    if (call.lane().isInline()) {
      throw new IllegalStateException(
          name() + " reads its stream item by item, which would block its inline lane");
    }
    HandlerStream<T> stream = new HandlerStream<>(this, codec);
    read(stream);
    return stream.open();
  }

  @Override
  public <T> Flow.Publisher<T> publisher(Codec<T> codec) {
    HandlerPublisher<T> publisher = new HandlerPublisher<>(this, codec);
    read(publisher);
    return publisher;
  }

  private void read(Reader by) {
    if (reader != null) {
      throw new IllegalStateException("The stream of " + name() + " is read once");
    }
    reader = by;
  }

  // --- the reader's part ---

  String name() {
    return call.name();
  }

  /** Returns how the stream ended; null if it has not. Items may be left. */
  @Nullable InputEnd end() {
    return end.get();
  }

  boolean hasNext() {
    return items.hasNext();
  }

  /** Returns whether nothing came since the reader looked last. */
  boolean isEmpty() {
    return items.isEmpty();
  }

  Slice next() {
    taken++;
    call.itemRead();
    return items.next();
  }

  /**
   * Grants what is due.
   *
   * @param demand how many items the reader can take
   */
  void grantIfDue(long demand) {
    if (demand > 0 && end.get() == null && !stopped.get()) {
      items.grantIfDue(demand);
    }
  }

  /**
   * Decodes an item. If it can't be decoded, the call is over, whatever its handler returns.
   *
   * @throws RpcProtocolException if it can't be decoded
   */
  @SuppressWarnings("NullAway") // the type says whether items may be null, and the codec reads that
  <T extends @Nullable Object> T decode(Codec<T> codec, Slice item) {
    try {
      WireReader in = item.reader();
      return codec.read(in);
    } catch (Throwable e) { // also what the constructor of a user's record throws
      throw undecodable(ThrowableText.brief(e), e);
    }
  }

  /** Ends the call because the item that was taken last is bad. Returns what the reader gets. */
  RpcException undecodable(String why, Throwable cause) {
    String message =
        "Item "
            + taken
            + " of "
            + name()
            + " can't be decoded: "
            + why
            + "; were both sides built from the same interface?";
    RpcProtocolException failure =
        new RpcProtocolException(RpcStatus.INTERNAL, message, cause, true);
    fail(() -> new RpcProtocolException(RpcStatus.INTERNAL, message, cause, true));
    stopped.set(true);
    call.failInput(
        CancelReason.BREACH, failure.status(), failure, encoder().badItem(call, failure));
    return failure;
  }

  /** Ends the reading: the caller is told, unless its stream or the call has ended. */
  void stop() {
    if (!stopped.getAndSet(true)) {
      items.discard();
      items.close();
      if (end.get() == null) {
        call.core().post((loop, now) -> loop.inputs().stop(call));
      }
    }
  }

  /** Has a part of the call run on its lane that runs the subscriber's code. */
  void schedule(Runnable part) {
    if (call.lane().isInline()) {
      call.core().post((loop, now) -> call.lane().resume(part));
    } else if (handlerReturned) {
      call.lane().resume(part);
    } else {
      call.lane().runUnqueued(part); // the handler has the call's place, and may wait for signals
    }
  }

  /** Runs the subscriber's code on this thread; no other one runs it meanwhile. */
  void runSignals(Runnable signals) {
    call.runSignals(thread, signals);
  }

  /** Ends the call, as if its handler had thrown that: no other signal would end it. */
  void subscriberThrew(Throwable thrown) {
    call.core().log().subscriberThrew(name(), thrown);
    call.failInput(
        CancelReason.SUBSCRIBER,
        ResponseEncoder.statusOf(thrown),
        thrown,
        encoder().anyThrown(call, thrown));
  }

  private ResponseEncoder encoder() {
    return call.core().encoder();
  }

  @Override
  public void sendCredit(Window.Grant credit) {
    call.core().post((loop, now) -> loop.inputs().grant(call, credit));
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  /** Records that the handler's thread has left: signals take turns on the lane from now on. */
  void handlerReturned() {
    handlerReturned = true;
  }

  // --- the end, from the call ---

  /** Fails the stream, since the call is cancelled. */
  void cancel(CancelReason why) {
    fail(() -> why.exception(name()));
    thread.interrupt();
  }

  /** Fails the stream for a reason that the caller gave, just before the call is cancelled. */
  void callerCancelled(String reason) {
    fail(() -> new RpcCancelledException(name() + " was cancelled: " + reason, null, true));
  }

  /** Releases all, since the call is over. */
  void close() {
    fail(
        () ->
            new RpcCancelledException(
                name() + " is over: the caller's stream can't be read any more", null, true));
    items.discard();
    items.close();
  }

  private void fail(Supplier<RpcException> failure) {
    InputEnd over = new InputEnd(failure);
    InputEnd before = end.getAndUpdate(now -> now == null || now.failure() == null ? over : now);
    if (before == null || before.failure() == null) {
      wake();
    }
  }

  private void wake() {
    Reader present = reader;
    if (present != null) {
      present.wake();
    }
  }

  // --- the loop's part ---

  ItemReceiver receiver() {
    return items;
  }

  boolean isStopped() {
    return stopped.get();
  }

  /** Adds items for the reader, unless it has stopped. */
  void add(Items come) {
    if (!isStopped()) {
      items.add(come);
      wake();
    }
  }

  /** Ends the stream well. Returns false if the caller has ended it before. */
  boolean complete() {
    if (isComplete()) {
      return false;
    }
    if (end.compareAndSet(null, InputEnd.COMPLETE)) {
      items.releaseUnused();
      wake();
    }
    return true;
  }

  boolean isComplete() {
    return InputEnd.COMPLETE.equals(end.get());
  }

  long excess() {
    return excess;
  }

  void setExcess(long bytes) {
    excess = bytes;
  }
}
