package io.tightwire;

/**
 * When a client stops sending calls to a server that fails them, though it is connected.
 *
 * <p>A server is ejected after a number of failures in a row: its connection was lost with the call
 * in flight, it responded {@code INTERNAL}, or a deadline passed and it has not responded to any
 * call meanwhile. Exceptions of handlers do not count. It is ejected for ten seconds the first
 * time, then twice as long each time, up to five minutes. After that it gets one call at a time
 * until one succeeds.
 *
 * <p>An ejection that would leave fewer servers than the share allows is not done.
 *
 * <p>Immutable.
 */
public final class Ejection {

  /** After five failures in a row, and at most half of the servers. */
  public static final Ejection DEFAULT = new Ejection(5, 0.5);

  private final int failures;
  private final double share;

  private Ejection(int failures, double share) {
    this.failures = failures;
    this.share = share;
  }

  /**
   * Returns the rule that ejects no server.
   *
   * @return the rule
   */
  public static Ejection none() {
    return new Ejection(Integer.MAX_VALUE, 0);
  }

  /**
   * Returns the same rule with another number of failures.
   *
   * @param failuresInRow from 1 up
   * @return the changed copy
   */
  public Ejection after(int failuresInRow) {
    if (failuresInRow < 1) {
      throw new IllegalArgumentException(
          "A server can't be ejected after " + failuresInRow + " failures; use 1 or more");
    }
    return new Ejection(failuresInRow, share);
  }

  /**
   * Returns the same rule with another limit of what may be ejected.
   *
   * @param largestShare the share of all servers that may be ejected at a time, from 0 to 1; one
   *     server always remains
   * @return the changed copy
   */
  public Ejection share(double largestShare) {
    if (!(largestShare >= 0 && largestShare <= 1)) {
      throw new IllegalArgumentException(
          "The share of ejected servers is " + largestShare + "; use 0 to 1");
    }
    return new Ejection(failures, largestShare);
  }

  /**
   * Returns the number of failures in a row.
   *
   * @return from 1 up; {@link Integer#MAX_VALUE} if no server is ejected
   */
  public int failures() {
    return failures;
  }

  /**
   * Returns the share of all servers that may be ejected at a time.
   *
   * @return from 0 to 1
   */
  public double share() {
    return share;
  }

  @Override
  public String toString() {
    return failures == Integer.MAX_VALUE
        ? "Ejection[none]"
        : "Ejection[after " + failures + " failures, at most " + share + " of the servers]";
  }
}
