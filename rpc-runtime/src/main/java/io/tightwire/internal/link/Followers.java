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
    private volatile boolean woken;
  }

  /** Adds the calling thread, which is about to park. */
  Follower join() {
    Follower follower = new Follower();
    queue.add(follower);
    return follower;
  }

  /** Removes a caller that does not park any more. */
  void leave(Follower follower) {
    if (!follower.woken) {
      boolean unused = queue.remove(follower);
    }
  }

  /**
   * Wakes the caller that has been parked for the longest time. One that is about to leave wakes
   * the next one, as {@link LoopSharing#await} does.
   *
   * @return false if none is
   */
  boolean wakeNext() {
    Follower next = queue.poll();
    if (next == null) {
      return false;
    }
    next.woken = true;
    LockSupport.unpark(next.thread);
    return true;
  }

  /** Returns how many have joined and not left; for tests. */
  int size() {
    return queue.size();
  }
}
