package io.tightwire.internal.client;

import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Logs failures that no caller gets: lost connections, dropped one-way calls, user code that
 * throws. Each kind is rate-limited. The methods about connections are confined to the loop thread;
 * the rest is thread-safe.
 */
final class ClientLog {

  private static final String NAME = "io.tightwire.client";

  private final String endpoint;
  private final RateLimitedLog lost = new RateLimitedLog(NAME, Level.DEBUG);
  private final RateLimitedLog dropped = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog refused = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog oneWays = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog subscribers = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog listeners = new RateLimitedLog(NAME, Level.WARNING);

  /** The number of failed handshakes since one succeeded. Confined to the loop thread. */
  private int handshakeFailures;

  ClientLog(String endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Logs that the connection is gone.
   *
   * @param expected whether it was to be closed
   */
  void disconnected(DisconnectReason reason, boolean expected) {
    if (reason.kind() == DisconnectReason.Kind.HANDSHAKE) {
      handshakeFailed(reason, expected);
    } else if (expected || reason.isOrdinary()) {
      lost.log(() -> "The connection to " + endpoint + " is gone: " + reason);
    } else {
      dropped.log(() -> "The connection to " + endpoint + " was dropped: " + reason);
    }
  }

  /**
   * Logs that an attempt to connect failed, unless no server was there: calls wait for that, and
   * their exceptions tell it.
   *
   * @param expected whether the client is closed
   */
  void failed(DisconnectReason reason, boolean expected) {
    if (reason.kind() != DisconnectReason.Kind.UNREACHABLE) {
      handshakeFailed(reason, expected);
    }
  }

  /** A server that is being stopped ends a handshake, too; one that ends two refuses the client. */
  private void handshakeFailed(DisconnectReason reason, boolean expected) {
    int failures = ++handshakeFailures;
    if (expected || failures == 1) {
      lost.log(() -> "The connection to " + endpoint + " was not completed: " + reason);
    } else {
      refused.log(
          () ->
              "The connection to "
                  + endpoint
                  + " was not completed ("
                  + failures
                  + " times in a row): "
                  + reason);
    }
  }

  /** Records that a handshake has succeeded. */
  void connected() {
    handshakeFailures = 0;
  }

  /** Logs that the client does not connect to the server. Called once for each server. */
  void unusable(String why) {
    refused.log(() -> endpoint + " is not connected to: " + why);
  }

  /** Logs that the server gets no calls for a while. */
  void ejected(int failures, long nanos) {
    dropped.log(
        () ->
            endpoint
                + " is ejected for "
                + Times.print(Duration.ofNanos(nanos))
                + ": it failed "
                + failures
                + " calls in a row");
  }

  /** Logs that the calls of a pinned channel go to this server now. */
  void pinMoved(String former) {
    lost.log(() -> "A pinned channel has moved from " + former + " to " + endpoint);
  }

  /** Logs that a one-way call was not sent. */
  void oneWayDropped(Throwable why) {
    oneWays.log(() -> "A one-way call was dropped: " + why.getMessage());
  }

  /** Logs that a subscriber threw, against the rules of Reactive Streams. */
  void subscriberThrew(String call, Throwable thrown) {
    subscribers.log(() -> "The subscriber of " + call + " threw; its stream is cancelled", thrown);
  }

  /** Logs that the stream that a call sent could not be closed. */
  void sourceNotClosed(String call, Throwable thrown) {
    subscribers.log(() -> "The stream that " + call + " sent threw when it was closed", thrown);
  }

  /** Returns the log for listeners that throw. */
  RateLimitedLog listeners() {
    return listeners;
  }
}
