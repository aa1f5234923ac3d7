package io.tightwire;

/**
 * Sees each call that a client makes, in every mode, and its end: the place for credentials,
 * tracing, metrics and logs. Installed by {@link RpcClient.Builder#interceptor}.
 *
 * <pre>{@code
 * ClientInterceptor signing =
 *     call -> {
 *       call.setMetadata("token", token);
 *       return CallListener.NONE; // or end -> …, told of status, failure and time
 *     };
 * }</pre>
 *
 * <p>Thread-safe: called by many threads concurrently.
 */
@FunctionalInterface
public interface ClientInterceptor {

  /**
   * A call is about to be made. Runs on the caller's thread, before the arguments are encoded; its
   * time counts.
   *
   * <p>What this throws rejects the call, which then never leaves: it is thrown, fails the future
   * or goes to {@code onError}, as the call's mode has it. An {@link RpcException} is passed on as
   * it is; all else becomes the cause of an {@link RpcProtocolException} that names this class.
   *
   * @param call the call, to which metadata can be added
   * @return is told when the call ends; {@link CallListener#NONE} if nothing is to be told
   */
  CallListener onCall(OutgoingCall call);
}
