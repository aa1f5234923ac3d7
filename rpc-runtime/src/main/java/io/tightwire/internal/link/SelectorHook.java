package io.tightwire.internal.link;

/** Runs on another event loop's thread, each time before that selects. Confined to that thread. */
public interface SelectorHook {

  /** Makes a pass, without waiting. Never throws. */
  PassResult pass();

  /** Returns whether something was posted since the last pass. */
  boolean hasWork();

  /** Returns whether the thread should spin rather than sleep, since work is expected soon. */
  boolean shouldSpin();

  /**
   * Announces that the thread is about to sleep: from now on threads that post something must wake
   * it.
   *
   * @return the nanoseconds for which it may sleep; 0 if something was posted already
   */
  long beginSleep();

  /** Announces that the thread is awake. */
  void endSleep();

  /** Reports that the thread is dying of a failure. No other method is called any more. */
  void onThreadDeath();
}
