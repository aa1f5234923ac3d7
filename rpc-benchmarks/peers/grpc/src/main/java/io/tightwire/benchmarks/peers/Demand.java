package io.tightwire.benchmarks.peers;

/**
 * Counts the items of a stream that were asked for and have not arrived, so that they are asked for
 * in batches and not one by one. Used by one thread at a time.
 */
final class Demand {

  /** The maximum number of items that are asked for and have not arrived. */
  static final int MOST = 256;

  private int open;

  void received() {
    open--;
  }

  /** Returns whether it is time to ask for more. */
  boolean isLow() {
    return open <= MOST / 2;
  }

  /** Returns the number of items to ask for, which from now on count as asked for. */
  int more() {
    int more = MOST - open;
    open = MOST;
    return more;
  }
}
