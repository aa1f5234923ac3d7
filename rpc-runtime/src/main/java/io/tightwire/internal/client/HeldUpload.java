package io.tightwire.internal.client;

import io.tightwire.OpenUpload;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a call that sends items one by one, which its caller holds. The loop does not refer
 * to it. So a call whose caller is gone is found, and cancelled, by {@link LeakDetector}.
 * Thread-safe.
 */
final class HeldUpload<T, R extends @Nullable Object>
    implements OpenUpload<T, R>, SendingHandle<T> {

  private final UploadCall<R> call;
  private final HandSender<T> sender;
  private final Cleaner.Cleanable leak;

  private HeldUpload(UploadCall<R> call, HandSender<T> sender) {
    this.call = call;
    this.sender = sender;
    this.leak = LeakDetector.register(this, new Open(call, sender));
  }

  /** Makes the call and returns its handle. */
  static <T, R extends @Nullable Object> OpenUpload<T, R> of(
      ClientRuntime runtime, PreparedCall<R> prepared, HandSender<T> sender) {
    UploadCall<R> call = new UploadCall<>(runtime, prepared, sender);
    OpenUpload<T, R> held = new HeldUpload<>(call, sender);
    call.run();
    return held;
  }

  private record Open(UploadCall<?> call, HandSender<?> sender) implements LeakDetector.Resource {
    @Override
    public boolean isOpen() {
      return sender.needsCompletion();
    }

    @Override
    public void release() {
      call.cancel("the upload was closed before it was complete");
    }

    @Override
    public String title() {
      return "An upload of " + call.name();
    }
  }

  @Override
  public HandSender<T> sender() {
    return sender;
  }

  @Override
  public R result() {
    try {
      return call.result();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public R result(Duration timeout) {
    try {
      return call.result(timeout);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public CompletableFuture<R> resultAsync() {
    return call.future();
  }

  @Override
  public void close() {
    if (sender.needsCompletion()) {
      call.cancel("the upload was closed before it was complete");
    }
    leak.clean();
  }
}
