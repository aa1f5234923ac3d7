package io.tightwire.internal.client;

import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Window;
import io.tightwire.internal.flow.WindowBudget;
import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Slice;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stream that its reader pulls. The server may be a {@link Window} ahead of the reader, who also
 * decodes the items.
 */
public final class StreamCall<T extends @Nullable Object> extends ClientCall
    implements RemoteStream<T> {

  private final ClientRuntime runtime;
  private final MethodDescriptor<T> method;
  private final ItemBuffer arrived = new ItemBuffer();
  private final AtomicReference<@Nullable Outcome> end = new AtomicReference<>();
  private volatile @Nullable Thread reader;
  private volatile boolean closed;

  private boolean iterated;
  private final WindowBudget.Share share;
  private final Window window;

  public StreamCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
    this.share = runtime.windows().open(this);
    this.window = new Window(share);
    grant(window.grant(Long.MAX_VALUE, runtime.now()));
  }

  /** Makes the call. Called once, by the thread that created this. */
  public RemoteStream<T> run() {
    runtime.start(this);
    return this;
  }

  @Override
  public boolean hasNext() {
    while (!closed) {
      Outcome over = end.get(); // before the items: what came before the end is seen
      if (arrived.hasNext()) {
        return true;
      }
      if (over != null) {
        share.close();
        return ended(over);
      }
      await();
    }
    return false;
  }

  private boolean ended(Outcome over) {
    if (closed || over instanceof Outcome.Answered) {
      return false; // closed meanwhile, maybe: then that is how it ended
    }
    throw broken(runtime.exception(method, over), name(), runtime.endpoint());
  }

  private void await() {
    LoopThread.requireOther("The next item of " + name());
    reader = Thread.currentThread();
    if (arrived.isEmpty() && end.get() == null && !closed) {
      LockSupport.park(this);
    }
    reader = null;
    if (Thread.interrupted()) {
      String reason = "the reading thread was interrupted";
      finish(
          new RpcCancelledException(
              name() + " to " + runtime.endpoint() + ": " + reason,
              new InterruptedException(),
              true),
          reason);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream of " + name() + " is at its end");
    }
    Slice item = arrived.next();
    window.read(item.length());
    if (window.isGrantDue(Long.MAX_VALUE) && end.get() == null) {
      Window.Grant grant = window.grant(Long.MAX_VALUE, runtime.now());
      runtime.post().post((core, now) -> core.grant(this, grant));
    }
    try {
      return runtime.decode(method, item);
    } catch (RpcException e) {
      finish(e, "an item can't be decoded");
      arrived.discardAll();
      share.close();
      throw broken(e, name(), runtime.endpoint());
    }
  }

  /** Ends the stream from this side. */
  private void finish(RpcException exception, String reason) {
    if (end.compareAndSet(null, new Outcome.Failed(exception))) {
      runtime.cancel(this, reason, exception);
    }
  }

  @Override
  public Iterator<T> iterator() {
    if (iterated) {
      throw new IllegalStateException(
          "The stream of " + name() + " is read once; call the method again for another");
    }
    iterated = true;
    return this;
  }

  @Override
  public void close() {
    closed = true;
    finish(
        new RpcCancelledException(name() + ": the stream was closed", null, true),
        "the reader closed the stream");
    arrived.discard();
    share.close();
    LockSupport.unpark(reader);
  }

  @Override
  boolean isAbandoned() {
    return end.get() != null;
  }

  @Override
  void onItems(Items come) {
    if (!closed) {
      arrived.add(come);
      LockSupport.unpark(reader);
    }
  }

  @Override
  boolean isStream() {
    return true;
  }

  @Override
  void onOutcome(Outcome over) {
    if (end.compareAndSet(null, over)) {
      share.giveBack(byteCredit);
      LockSupport.unpark(reader);
    }
  }

  /**
   * A stream that may have started broke; one that never did, or whose time is over, just failed.
   */
  static RpcException broken(RpcException reason, String name, String endpoint) {
    if (!reason.mayHaveExecuted() || reason instanceof RpcTimeoutException) {
      return reason;
    }
    return new RpcStreamingException(
        "The stream of " + name + " from " + endpoint + " broke: " + reason.getMessage(), reason);
  }
}
