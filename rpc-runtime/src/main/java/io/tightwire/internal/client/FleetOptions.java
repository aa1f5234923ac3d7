package io.tightwire.internal.client;

import io.tightwire.Balancing;
import io.tightwire.Ejection;
import org.jspecify.annotations.Nullable;

/**
 * How a client uses several servers. Immutable.
 *
 * @param balancing which server gets a call
 * @param ejection when a server gets none
 * @param retryShare the share of all calls that may be retries
 * @param retriesPerSecond the number of retries that are always allowed
 * @param subset the largest number of servers to connect to
 * @param zone whose servers are preferred; null if all are alike
 * @param waitForConnection whether a call that does not say it waits for a connection
 */
public record FleetOptions(
    Balancing balancing,
    Ejection ejection,
    double retryShare,
    int retriesPerSecond,
    int subset,
    @Nullable String zone,
    boolean waitForConnection) {

  /** The largest number of servers unless it is set. */
  public static final int SUBSET = 100;

  /** What holds unless it is set. */
  public static final FleetOptions DEFAULT =
      new FleetOptions(Balancing.leastLoaded(), Ejection.DEFAULT, 0.2, 10, SUBSET, null, true);
}
