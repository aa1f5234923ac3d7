package io.tightwire.internal.client;

import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.codec.CodecException;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.ItemQueue;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.stream.SendingCall;
import io.tightwire.internal.stream.SourceOutcome;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the stream that a call's method takes. Nothing is asked of its source before the server has
 * granted the first credit: until then the call can go to another server. From then on the stream
 * belongs to one attempt, and the call is not sent again.
 *
 * <p>It ends with its source, with the call, or when the server reads no more of it (STOP). Its
 * source is released once in any case, on a thread that may run user code.
 *
 * <p>Thread-safe; methods of the loop's part are confined to the loop thread.
 */
abstract class InputSender implements SendingCall, SourceOutcome {

  private enum Stage {
    /** No item was asked for. */
    UNTOUCHED,
    /** The server has granted credit. */
    BEGUN,
    /** Ended before an item was asked for. */
    GIVEN_UP
  }

  final ClientRuntime runtime;
  private final String name;
  private final int maxMessageSize;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.UNTOUCHED);

  /** Written once, before the call is started. */
  private @Nullable ClientCall call;

  /** The sending half; null before the first credit. */
  private volatile @Nullable ItemStream items;

  /** Whether no item is of use any more: the call has ended, or the server reads no more. */
  private volatile boolean over;

  /** Whether the server reads no more, though the call goes on. */
  private volatile boolean stopped;

  /** Whether the source has ended well, so that it need not be released. */
  private volatile boolean complete;

  /** What the source threw, or the user said, that made the call fail. */
  private volatile @Nullable Throwable failure;

  /** Counted by one thread at a time. */
  private volatile long emitted;

  private volatile int maxFrameSize;

  // Confined to the loop thread.
  private long id;
  private @Nullable InputQueue queue;
  private boolean ending;
  private boolean ended;

  /** Whether it is in its connection's {@link InputQueue}. */
  boolean isQueued;

  /**
   * Creates a sender of which nothing was asked.
   *
   * @param name the method's, for messages
   * @param maxMessageSize the largest message that this side sends
   */
  InputSender(ClientRuntime runtime, String name, int maxMessageSize) {
    this.runtime = runtime;
    this.name = name;
    this.maxMessageSize = maxMessageSize;
  }

  /** Sets the call whose input this is, before it is started. */
  final void attach(ClientCall attached) {
    call = attached;
  }

  /** Returns the call; null before {@link #attach}. */
  final @Nullable ClientCall call() {
    return call;
  }

  /** Returns whether no item was asked for, and the stream is not given up. */
  final boolean isUntouched() {
    return stage.get() == Stage.UNTOUCHED;
  }

  /** Returns whether the server reads no more of the stream, though the call goes on. */
  final boolean isStopped() {
    return stopped;
  }

  /** Returns what the caller's side said that made the call fail; null if it did not. */
  final @Nullable Throwable failure() {
    return failure;
  }

  /** Returns how many items were given to be sent. */
  final long emitted() {
    return emitted;
  }

  // --- what the source and its stream ask for ---

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean isCancelled() {
    return over;
  }

  @Override
  public final int maxFrameSize() {
    return maxFrameSize;
  }

  @Override
  public final long id() {
    return id;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread at a time
  public final void itemEmitted() {
    emitted++;
  }

  @Override
  public final void itemsReady() {
    runtime.post().post((core, now) -> sendReady(core.calls()));
  }

  @Override
  public final void complete() {
    complete = true;
    runtime.post().post((core, now) -> end(core.calls()));
  }

  @Override
  public final void fail(Throwable thrown) {
    failure = thrown;
    String reason = "the caller's stream failed: " + ThrowableText.text(thrown);
    String message = "The stream that " + name + " sends failed: " + ThrowableText.brief(thrown);
    ClientCall failed = Objects.requireNonNull(call, "attached");
    runtime
        .post()
        .post(
            (core, now) ->
                core.calls()
                    .abort(
                        failed,
                        reason,
                        RpcStreamingException.ofSource(message, thrown, failed.attempts > 0)));
  }

  @Override
  public final void failUnencodable(CodecException thrown) {
    RpcProtocolException unused = failItem(thrown);
  }

  /** Fails the call, since an item can't be encoded or is too large. Returns the exception. */
  final RpcProtocolException failItem(Throwable thrown) {
    boolean tooLarge = thrown instanceof CodecException known && known.isTooLarge();
    String why =
        thrown instanceof CodecException ? thrown.getMessage() : ThrowableText.text(thrown);
    RpcProtocolException exception =
        new RpcProtocolException(
            tooLarge ? RpcStatus.RESOURCE_EXHAUSTED : RpcStatus.INTERNAL,
            "Item " + emitted + " of the stream that " + name + " sends can't be encoded: " + why,
            thrown,
            true);
    failure = exception;
    ClientCall failed = Objects.requireNonNull(call, "attached");
    String reason = "the caller's stream failed: " + exception.getMessage();
    runtime.post().post((core, now) -> core.calls().abort(failed, reason, exception));
    return exception;
  }

  // --- the end ---

  /** Releases the source soon, since no item is of use any more. */
  final void release() {
    over = true;
    ItemStream begun = items;
    if (stage.compareAndSet(Stage.UNTOUCHED, Stage.GIVEN_UP)) {
      releaseUntouched();
    } else if (begun != null && !complete) {
      begun.cancel();
    }
  }

  /** Ends the stream, since its call is over. Called by the loop, or instead of {@link #attach}. */
  final void callEnded() {
    release();
    ItemStream begun = items;
    if (begun != null) {
      begun.close();
    }
    InputQueue present = queue;
    if (present != null) {
      present.remove(this);
    }
  }

  /** Starts the source; its first turn ends with {@link ItemStream#handlerReturned}. */
  abstract void begin(ItemStream begun);

  /** Releases the source, of which nothing was asked, soon. */
  abstract void releaseUntouched();

  // --- the loop's part ---

  /** Adds credit that the server granted. The first one starts the source. */
  final void grant(ClientCalls calls, ServerConnection from, Frame.Credit credit) {
    if (stage.compareAndSet(Stage.UNTOUCHED, Stage.BEGUN)) {
      InputQueue ofConnection = from.inputs(runtime.items());
      id = credit.id();
      maxFrameSize = (int) Math.min(maxMessageSize, from.maxMessageSize());
      queue = ofConnection;
      ItemStream begun = new ItemStream(this, ofConnection.memory());
      items = begun;
      boolean unused = begun.grant(credit.items(), credit.bytes());
      begin(begun);
      sendReady(calls); // if it has ended already
      return;
    }
    ItemStream present = items;
    if (present != null && present.grant(credit.items(), credit.bytes())) {
      sendReady(calls);
    }
  }

  /** Ends the stream, since the server reads no more of it. The call goes on. */
  final void stop() {
    stopped = true;
    callEnded();
  }

  private void end(ClientCalls calls) {
    ending = true;
    sendReady(calls);
  }

  private void sendReady(ClientCalls calls) {
    ItemStream present = items;
    InputQueue to = queue;
    if (present != null && to != null && !over) {
      present.polling();
      calls.inputs.send(to, this);
    }
  }

  /**
   * Sends a run of items, or the end if none is left.
   *
   * @return whether there is more to send now
   */
  final boolean sendRun(ServerConnection connection) {
    ItemStream present = items;
    if (present == null || over || ended) {
      return false;
    }
    ItemQueue.Run run = present.poll();
    if (run != null) {
      connection.send(run.buffer(), run.offset(), run.length());
    }
    if (!present.isEmpty()) {
      return run != null; // or else more credit will come
    }
    if (ending) {
      ended = true;
      connection.send(FrameWriter.end(id));
    }
    return false;
  }
}
