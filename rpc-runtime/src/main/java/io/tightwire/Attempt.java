package io.tightwire;

import java.time.Duration;
import java.util.Objects;

/**
 * An attempt of a call after its first one, as {@link CallListener#onAttempt} is told. Immutable.
 *
 * @param number which attempt it is: 2 for the second one
 * @param server the endpoint of the server to which the call was sent
 * @param reason why there was another attempt
 * @param after the time from the moment when the first interceptor was asked to this attempt
 */
public record Attempt(int number, String server, Reason reason, Duration after) {

  /** Why there is another attempt. */
  public enum Reason {
    /** A server has refused the call without running it, and another one may take it. */
    REFUSED,
    /** The call is idempotent, and the connection was lost while its attempt was in flight. */
    RETRY,
    /**
     * The call is idempotent, and was sent to a second server, too, since the first one had not
     * responded by the method's hedge time.
     */
    HEDGE
  }

  /**
   * Creates an attempt; for channels, and for tests of listeners.
   *
   * @param number {@link #number}
   * @param server {@link #server}
   * @param reason {@link #reason}
   * @param after {@link #after}
   * @throws IllegalArgumentException if the number is less than 2, or the time negative
   */
  public Attempt {
    if (number < 2) {
      throw new IllegalArgumentException(
          "Listeners are told of the second attempt and of later ones, not of number " + number);
    }
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(reason, "reason");
    if (after.isNegative()) {
      throw new IllegalArgumentException(
          "An attempt can't be made before its call: after " + after);
    }
  }
}
