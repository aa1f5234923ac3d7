package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.ReceivingCall;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Outcome;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result is a stream. A subclass decides how its reader gets the items: {@link
 * StreamCall} is pulled, {@link SubscriberCall} pushes. Confined as {@link ClientCall} is; {@link
 * #end} and what {@link ReceivingCall} asks for are thread-safe.
 */
abstract class StreamingCall<T extends @Nullable Object> extends ClientCall
    implements ReceivingCall {

  final ClientRuntime runtime;
  final MethodDescriptor<T> method;
  final ItemReceiver items;

  /** The end of the stream, by the reader or by the loop; the first one counts. */
  final AtomicReference<@Nullable Outcome> end = new AtomicReference<>();

  StreamingCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
    this.items = new ItemReceiver(this, runtime.windows());
    this.receiver = items;
  }

  @Override
  public final void sendCredit(Window.Grant credit) {
    runtime.post().post((core, now) -> SentCalls.grant(this, credit));
  }

  @Override
  public final long now() {
    return runtime.now();
  }

  /** Returns the exception for the reader of a stream that did not end well. */
  final RpcException broken(Outcome outcome) {
    return broken(runtime.exception(this, outcome));
  }

  /**
   * Returns the exception for the reader of a stream that broke. One that never started, or whose
   * deadline passed, just failed.
   */
  final RpcException broken(RpcException reason) {
    if (!reason.mayHaveExecuted()
        || reason instanceof RpcTimeoutException
        || reason instanceof RpcStreamingException) { // the caller's own stream broke
      return reason;
    }
    return new RpcStreamingException(
        "The stream of " + name() + " from " + runtime.target() + " broke: " + reason.getMessage(),
        reason);
  }
}
