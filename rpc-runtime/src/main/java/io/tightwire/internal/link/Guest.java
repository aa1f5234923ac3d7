package io.tightwire.internal.link;

/**
 * What runs on one of JeroMQ's I/O threads besides JeroMQ: between its dispatching what is ready
 * and its next wait. Confined to that thread.
 */
interface Guest {

  /** What a guest has left to do. */
  enum Visit {
    /** There may be more to do at once, for JeroMQ too: messages were handed to it. */
    SENT,
    /** There is more to do at once, before JeroMQ reads anything more. */
    FULL,
    /** There may be more to do at once. */
    MORE,
    /** Nothing, until it is woken or something is due. */
    IDLE,
    /** It has left for good. */
    OVER
  }

  /** Does what there is to do, without waiting. Never throws. */
  Visit pass();

  /** Whether something was posted for it since its last pass. */
  boolean hasNews();

  /** Whether it had rather be looked out for than slept through: its next turn may come soon. */
  boolean isExpectant();

  /**
   * From now on whoever has something for the guest must wake the thread.
   *
   * @return how many nanoseconds it need not pass, if nobody does; 0: there is something already
   */
  long beginSleep();

  /** The thread is awake. */
  void endSleep();

  /** The thread is dying, by another thing's fault. No other method is called any more. */
  void evict();
}
