package io.tightwire.internal.client;

import io.tightwire.internal.wire.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A call that sends items one by one and whose result is a stream that its reader pulls. Confined
 * as {@link StreamCall} is.
 */
final class DuplexCall<R extends @Nullable Object> extends StreamCall<R> {

  private final HandSender<?> sender;

  /** How many responses were unread when the call ended, if the server could send no more. */
  private volatile long unread;

  DuplexCall(ClientRuntime runtime, PreparedCall<R> prepared, HandSender<?> sender) {
    super(runtime, prepared);
    this.sender = sender;
    sender.attach(this, end::get, this::hint);
  }

  private String hint() {
    return unread == 0 ? "" : "the server waits for you to read: " + unread + " replies are unread";
  }

  @Override
  void onOutcome(Outcome over) {
    if (!items.hasCredit()) {
      unread = items.granted() - items.credit();
    }
    super.onOutcome(over);
    sender.changes().signal();
  }
}
