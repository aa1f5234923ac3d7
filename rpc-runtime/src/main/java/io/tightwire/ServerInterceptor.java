package io.tightwire;

/**
 * Sees each call that a server is about to run, and how it ends: the place for authorization,
 * tracing, metrics and logs. Given to {@link RpcServer.Builder#interceptor}.
 *
 * <p>What the server turns away before a handler thread has it is never seen here: unknown methods,
 * full lanes, calls that expired or were called off in the queue, calls that come while it shuts
 * down. The client's interceptors see all of those.
 *
 * <p>Called by many threads at once.
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
   * @return told when the call ends; {@link CallListener#NONE} if nobody needs to be
   */
  CallListener onCall(RpcContext call);
}
