package io.tightwire.internal.client;

import io.tightwire.RpcContext;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.wire.EncodedRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that is encoded and ready to be made, in any mode. Confined to the thread that makes it,
 * then to the loop.
 *
 * @param method the method
 * @param request what is sent; used up by the call, which has its id and remaining time filled in
 * @param timeout for messages; null if the call has no deadline
 * @param deadline as a {@link System#nanoTime()}, or {@link Timed#NEVER}
 * @param parent the call whose cancellation this one inherits; null if there is none
 * @param intercepted is told of the end; null without interceptors
 * @param routing what it says about its server
 * @param input sends the stream that its method takes; null if it takes none
 * @param <T> the type of the result, or of the stream's items
 */
public record PreparedCall<T extends @Nullable Object>(
    MethodDescriptor<T> method,
    EncodedRequest request,
    @Nullable Duration timeout,
    long deadline,
    @Nullable RpcContext parent,
    @Nullable InterceptedCall intercepted,
    Routing routing,
    @Nullable InputSender input) {

  /** Creates a call that any server may get. */
  public PreparedCall(
      MethodDescriptor<T> method,
      EncodedRequest request,
      @Nullable Duration timeout,
      long deadline,
      @Nullable RpcContext parent,
      @Nullable InterceptedCall intercepted) {
    this(method, request, timeout, deadline, parent, intercepted, Routing.ANY, null);
  }

  /** Creates a call without a parent and without interceptors. */
  public PreparedCall(
      MethodDescriptor<T> method,
      EncodedRequest request,
      @Nullable Duration timeout,
      long deadline) {
    this(method, request, timeout, deadline, null, null);
  }

  /** Returns the call with the stream that its method takes. */
  PreparedCall<T> withInput(InputSender sender) {
    return new PreparedCall<>(
        method, request, timeout, deadline, parent, intercepted, routing, sender);
  }

  /** Returns the name for messages: {@code Calculator.add}. */
  String name() {
    return method.displayName();
  }
}
