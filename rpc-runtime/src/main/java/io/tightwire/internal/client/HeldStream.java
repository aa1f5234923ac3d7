package io.tightwire.internal.client;

import io.tightwire.RemoteStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a stream, which its reader holds. The loop does not refer to it. So a stream whose
 * reader is gone is found, and cancelled, by {@link LeakDetector}. Confined as {@link StreamCall}
 * is.
 */
public class HeldStream<T extends @Nullable Object> implements RemoteStream<T> {

  private final StreamCall<T> call;
  private final Cleaner.Cleanable leak;

  HeldStream(StreamCall<T> call) {
    this.call = call;
    this.leak = LeakDetector.register(this, new Open(call));
  }

  /** Makes the call and returns its handle. */
  public static <T extends @Nullable Object> RemoteStream<T> of(
      ClientRuntime runtime, PreparedCall<T> prepared) {
    return of(new StreamCall<>(runtime, prepared));
  }

  /** Makes a call and returns its handle. */
  static <T extends @Nullable Object> RemoteStream<T> of(StreamCall<T> call) {
    RemoteStream<T> held = new HeldStream<>(call);
    RemoteStream<T> unused = call.run();
    return held;
  }

  private record Open(StreamCall<?> call) implements LeakDetector.Resource {
    @Override
    public boolean isOpen() {
      return !call.isAbandoned();
    }

    @Override
    public void release() {
      call.close();
    }

    @Override
    public String title() {
      return "A stream of " + call.name();
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return call.hasNext();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public T next() {
    try {
      return call.next();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Iterator<T> iterator() {
    Iterator<T> unused = call.iterator(); // once
    return this;
  }

  @Override
  public void close() {
    call.close();
    leak.clean();
  }
}
