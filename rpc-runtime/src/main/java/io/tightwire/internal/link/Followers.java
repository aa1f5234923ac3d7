package io.tightwire.internal.link;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The callers of a shared loop that are parked, in the order in which they came. A caller joins
 * first, and then looks once more whether it must park; a thread that stops driving says so first,
 * and then looks for one that has joined. So no caller stays parked where it should drive.
 *
 * <p>Thread-safe.
 */
final class Followers {

  private final ConcurrentLinkedQueue<Follower> queue = new ConcurrentLinkedQueue<>();

  /** A caller that is parked, or about to be. */
  static final class Follower {

    private final Thread thread = Thread.currentThread();
    private volatile boolean gone;

    /** Records that it does not park any more. Called by its thread. */
    void leave() {
      gone = true;
    }
  }

  /** Adds the calling thread, which is about to park. */
  Follower join() {
    Follower follower = new Follower();
    queue.add(follower);
    return follower;
  }

  /** Wakes the caller that has been parked for the longest time; returns false if none is. */
  boolean wakeNext() {
    for (Follower next; (next = queue.poll()) != null; ) {
      if (!next.gone) {
        LockSupport.unpark(next.thread);
        return true;
      }
    }
    return false;
  }
}
