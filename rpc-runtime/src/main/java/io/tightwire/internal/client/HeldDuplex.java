package io.tightwire.internal.client;

import io.tightwire.OpenDuplex;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a call that sends one stream and receives another, which its caller holds. Confined
 * as {@link HeldStream} is; what {@link io.tightwire.ItemSender} declares is thread-safe.
 */
final class HeldDuplex<T, R extends @Nullable Object> extends HeldStream<R>
    implements OpenDuplex<T, R>, SendingHandle<T> {

  private final HandSender<T> sender;

  private HeldDuplex(DuplexCall<R> call, HandSender<T> sender) {
    super(call);
    this.sender = sender;
  }

  /** Makes the call and returns its handle. */
  static <T, R extends @Nullable Object> OpenDuplex<T, R> of(
      ClientRuntime runtime, PreparedCall<R> prepared, HandSender<T> sender) {
    DuplexCall<R> call = new DuplexCall<>(runtime, prepared, sender);
    OpenDuplex<T, R> held = new HeldDuplex<>(call, sender);
    var unused = call.run();
    return held;
  }

  @Override
  public HandSender<T> sender() {
    return sender;
  }
}
