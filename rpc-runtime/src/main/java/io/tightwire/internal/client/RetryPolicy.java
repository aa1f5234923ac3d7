package io.tightwire.internal.client;

import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.MethodDescriptor.Kind;

/**
 * Decides which calls are retried automatically.
 *
 * <table>
 * <caption>What is retried</caption>
 * <tr><th>the attempt ended because</th><th>idempotent, one result</th><th>all others</th></tr>
 * <tr><td>the connection was lost in flight</td><td>retried</td><td>failed</td></tr>
 * <tr><td>the server responded, also if it refused the call</td><td>failed</td><td>failed</td></tr>
 * <tr><td>the deadline passed, or the caller cancelled</td><td>failed</td><td>failed</td></tr>
 * </table>
 *
 * <p>A call that was not sent yet is not retried but still queued: no attempt was made. A refused
 * call is not retried either, because only its caller knows whether trying again makes the overload
 * worse.
 *
 * <p>A retried call keeps its deadline; without one it waits for a connection for the connect
 * timeout. Immutable.
 *
 * @param maxAttempts how often a call is sent, so that one that kills its server does not kill one
 *     server after the other
 */
record RetryPolicy(int maxAttempts) {

  /** The policy of all clients. */
  static final RetryPolicy DEFAULT = new RetryPolicy(4);

  /**
   * Returns whether a call whose connection was lost is retried on the next one.
   *
   * @param attempts how often it was sent
   */
  boolean shouldRetry(MethodDescriptor<?> method, int attempts) {
    return method.isIdempotent() && method.kind() != Kind.STREAMING && attempts < maxAttempts;
  }
}
