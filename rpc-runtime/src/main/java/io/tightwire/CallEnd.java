package io.tightwire;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as its listeners are told.
 *
 * <p>A client's call ends when its outcome is known: a response, a failure, or a cancellation by
 * the caller. A stream ends with the server's last frame, though its reader may still have items to
 * read. A one-way call ends when it is handed to the connection, or dropped. A server's call ends
 * when its last frame is ready to be sent, or when it is cancelled before that.
 *
 * <p>Immutable.
 */
public final class CallEnd {

  private final RpcStatus status;
  private final @Nullable Throwable failure;
  private final Duration elapsed;
  private final long itemsSent;
  private final long itemsReceived;
  private final @Nullable String server;
  private final int sends;

  private CallEnd(
      RpcStatus status,
      @Nullable Throwable failure,
      Duration elapsed,
      long itemsSent,
      long itemsReceived,
      @Nullable String server,
      int sends) {
    this.status = Objects.requireNonNull(status, "status");
    this.failure = failure;
    this.elapsed = Objects.requireNonNull(elapsed, "elapsed");
    this.itemsSent = itemsSent;
    this.itemsReceived = itemsReceived;
    this.server = server;
    this.sends = sends;
  }

  /**
   * Returns the end of a call that succeeded; for channels, and for tests of listeners.
   *
   * @param elapsed the time since the first interceptor was asked
   * @return the end, of a call without a stream
   */
  public static CallEnd succeeded(Duration elapsed) {
    return new CallEnd(RpcStatus.OK, null, elapsed, 0, 0, null, 0);
  }

  /**
   * Returns the end of a call that failed; for channels, and for tests of listeners.
   *
   * @param status the kind of failure
   * @param failure the failure
   * @param elapsed the time since the first interceptor was asked
   * @return the end, of a call without a stream
   * @throws IllegalArgumentException if the status is {@link RpcStatus#OK}
   */
  public static CallEnd failed(RpcStatus status, Throwable failure, Duration elapsed) {
    if (status == RpcStatus.OK) {
      throw new IllegalArgumentException("A call that failed can't have the status OK");
    }
    return new CallEnd(status, Objects.requireNonNull(failure, "failure"), elapsed, 0, 0, null, 0);
  }

  /**
   * Returns the same end of a call whose streams had items.
   *
   * @param sent how many items this side sent
   * @param received how many items this side received
   * @return the changed copy
   */
  public CallEnd withItems(long sent, long received) {
    return new CallEnd(status, failure, elapsed, sent, received, server, sends);
  }

  /**
   * Returns the same end of a call that was sent.
   *
   * @param endpoint the server that has responded, or to which it was sent last
   * @param count how often it was sent
   * @return the changed copy
   */
  public CallEnd sentTo(String endpoint, int count) {
    return new CallEnd(
        status,
        failure,
        elapsed,
        itemsSent,
        itemsReceived,
        Objects.requireNonNull(endpoint, "endpoint"),
        count);
  }

  /**
   * Returns {@link RpcStatus#OK}, or the kind of failure.
   *
   * @return the status
   */
  public RpcStatus status() {
    return status;
  }

  /**
   * Returns the failure: on a client the exception of the caller, on a server the handler's
   * exception, or the reason why no caller waits any more.
   *
   * @return the failure; empty if the call succeeded
   */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Returns the time since the first interceptor was asked.
   *
   * @return the time
   */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * Returns how many items this side sent: on a client those of the stream that the method takes,
   * on a server those of the stream that it returns.
   *
   * @return the number; 0 without such a stream
   */
  public long itemsSent() {
    return itemsSent;
  }

  /**
   * Returns how many items this side received: on a client those of the stream that the method
   * returns, on a server those of the stream that it takes, as far as its handler read them.
   *
   * @return the number; 0 without such a stream
   */
  public long itemsReceived() {
    return itemsReceived;
  }

  /**
   * Returns the server whose response a client got, or else the one to which it sent the call last.
   *
   * @return its endpoint; empty on a server, and if the call was not sent
   */
  public Optional<String> server() {
    return Optional.ofNullable(server);
  }

  /**
   * Returns how often a client has sent the call: more than once if a server has refused it without
   * running it, or an idempotent call was retried or hedged.
   *
   * @return the number; 0 on a server, and if the call was not sent
   */
  public int sends() {
    return sends;
  }

  /**
   * Returns whether the call succeeded.
   *
   * @return whether the status is {@link RpcStatus#OK}
   */
  public boolean isOk() {
    return status == RpcStatus.OK;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallEnd end
        && status == end.status
        && Objects.equals(failure, end.failure)
        && elapsed.equals(end.elapsed)
        && itemsSent == end.itemsSent
        && itemsReceived == end.itemsReceived
        && Objects.equals(server, end.server)
        && sends == end.sends;
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, failure, elapsed, itemsSent, itemsReceived, server, sends);
  }

  @Override
  public String toString() {
    return "CallEnd["
        + status
        + (failure == null ? "" : ": " + failure)
        + ", "
        + elapsed
        + (itemsSent == 0 ? "" : ", " + itemsSent + " items sent")
        + (itemsReceived == 0 ? "" : ", " + itemsReceived + " items received")
        + (server == null ? "" : ", " + server)
        + (sends > 1 ? ", sent " + sends + " times" : "")
        + ']';
  }
}
