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
 * <p>Calls that the server rejects before a handler thread has them are not seen here: unknown
 * methods, full lanes, calls that expired or were cancelled in the queue, calls that arrive during
 * a shutdown. The client's interceptors see all of those.
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
}
