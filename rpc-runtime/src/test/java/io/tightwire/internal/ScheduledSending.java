package io.tightwire.internal;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What sends the stream of a {@link Schedule}'s call. Confined to one thread. */
interface ScheduledSending {

  /**
   * Sends items, or the end of the stream.
   *
   * @param random null to send all there are
   * @return whether there was something that could be sent
   */
  boolean step(@Nullable RandomGenerator random);

  /** Returns whether an item was asked for. */
  boolean wasAsked();

  /** Returns how many items were given. */
  int given();

  /** Checks that all is over and released. */
  void check();
}
