package io.tightwire;

/**
 * Sees each call that a server is about to run, and its end: the place for authorization, tracing,
 * metrics and logs. Installed by {@link RpcServer.Builder#interceptor}.
 *
 * <pre>{@code
 * ServerInterceptor meter =
 *     call -> end -> millis.merge(call.method(), end.elapsed().toMillis(), Long::sum);
 * }</pre>
 *
 * <p>Calls that the server turns away before a handler thread has them do not get that far: unknown
 * methods, full lanes, calls that expired or were cancelled in the queue, calls that arrive during
 * a shutdown. {@link #onRejected} is told of them, and {@link RpcServer#stats()} counts them.
 *
 * <p>Thread-safe: called by many threads concurrently.
 */
@FunctionalInterface
public interface ServerInterceptor {

  /**
   * A call is about to be run. Runs on the handler thread, before the arguments are decoded; {@link
   * RpcContext#current()} is the call.
   *
   * <p>What this throws rejects the call, and its handler does not start. The client is told the
   * status and message of an {@link RpcException} ({@link RpcPermissionException#denied(String)},
   * …). All else is the server's own failure: it is logged, and clients are told only that there
   * was one, unless they are sent stack traces.
   *
   * @param call whose call, of what, with which metadata
   * @return is told when the call ends; {@link CallListener#NONE} if nothing is to be told
   */
  CallListener onCall(RpcContext call);

  /**
   * A call was turned away before interceptors were asked. Each call that the server has read is
   * either handed to {@link #onCall} or told here.
   *
   * <p>Runs later, on another thread than those that read and run calls: one at a time, in the
   * order in which the calls were turned away. So it disturbs no call, and may block. What it is
   * not told since 1,024 others wait already is counted ({@link
   * ServerStats#rejectionsNotReported}). When the server ends, it is told what waits, but the end
   * does not wait for that. What it throws is logged.
   *
   * @param call which call, and why
   */
  default void onRejected(RejectedCall call) {}
}
