package io.tightwire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as its interceptors are told. Immutable.
 *
 * <p>A client's call ends when its outcome is known: answered, failed, or given up by the caller; a
 * stream with the server's last word, though its reader may still have items to read; a one-way
 * call when it is handed to the connection, or dropped. A server's call ends when its last word is
 * ready to be sent, or when it is called off before that.
 *
 * @param status {@link RpcStatus#OK}, or what kind of failure
 * @param failure on a client what the caller is told, on a server what the handler threw or why
 *     nobody waits any more; null if the call succeeded
 * @param elapsed the time since the first interceptor was asked
 * @param items how many items the stream had; 0 if it was no stream
 */
public record CallEnd(RpcStatus status, @Nullable Throwable failure, Duration elapsed, long items) {

  /**
   * Whether the call succeeded.
   *
   * @return whether the status is {@link RpcStatus#OK}
   */
  public boolean isOk() {
    return status == RpcStatus.OK;
  }
}
