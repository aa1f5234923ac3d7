package io.tightwire.internal.client;

import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Outcome;
import io.tightwire.internal.wire.Slice;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stream that its reader pulls. The server may be a {@link Window} ahead of the reader, on whose
 * thread items are decoded. Confined to the reader; {@link #close} is thread-safe, and what {@link
 * ClientCall} declares is confined to the loop thread.
 */
public class StreamCall<T extends @Nullable Object> extends StreamingCall<T>
    implements RemoteStream<T> {

  private volatile @Nullable Thread reader;
  private volatile boolean closed;

  private boolean iterated;

  public StreamCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(runtime, prepared);
    items.grantWithRequest(Long.MAX_VALUE);
  }

  /** Makes the call. Called once, by the thread that created this. */
  public RemoteStream<T> run() {
    runtime.start(this);
    return this;
  }

  @Override
  public boolean hasNext() {
    while (!closed) {
      Outcome over = end.get(); // read before the items, so that none before the end is missed
      if (items.hasNext()) {
        return true;
      }
      if (over != null) {
        items.close();
        return checkEnd(over);
      }
      await();
    }
    return false;
  }

  private boolean checkEnd(Outcome over) {
    if (closed || over.isSuccess()) {
      return false; // if it was closed meanwhile, that is how it ended
    }
    throw broken(over);
  }

  private void await() {
    LoopThread.requireOther("The next item of " + name());
    reader = Thread.currentThread();
    if (items.isEmpty() && end.get() == null && !closed) {
      LockSupport.park(this);
    }
    reader = null;
    if (Thread.interrupted()) {
      String reason = "the reading thread was interrupted";
      cancel(
          new RpcCancelledException(
              name() + " to " + runtime.target() + ": " + reason, new InterruptedException(), true),
          reason);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream of " + name() + " is at its end");
    }
    Slice item = items.next();
    if (end.get() == null) {
      items.grantIfDue(Long.MAX_VALUE);
    }
    try {
      return runtime.decode(this, method, item);
    } catch (RpcException e) {
      cancel(e, "an item can't be decoded");
      items.discardAll();
      items.close();
      throw broken(e);
    }
  }

  /** Cancels the call, unless it has ended. */
  private void cancel(RpcException exception, String reason) {
    if (end.compareAndSet(null, new LocalFailure(exception))) {
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
    cancel(
        new RpcCancelledException(name() + ": the stream was closed", null, true),
        "the reader closed the stream");
    items.discard();
    items.close();
    LockSupport.unpark(reader);
  }

  @Override
  boolean isAbandoned() {
    return end.get() != null;
  }

  @Override
  void onItems(Items come) {
    if (!closed) {
      items.add(come);
      LockSupport.unpark(reader);
    }
  }

  @Override
  void onOutcome(Outcome over) {
    if (end.compareAndSet(null, over)) {
      items.releaseUnused();
      LockSupport.unpark(reader);
    }
  }
}
