package io.tightwire.internal.flow;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The turns of a task that runs on one thread at a time, whichever that is. A thread that asks for
 * a turn while another one runs the task has it run once more, so that nothing is missed that was
 * done before asking. Thread-safe.
 */
public final class Turns {

  private final AtomicInteger asked;

  /** Creates turns that nobody has asked for. */
  public Turns() {
    this(0);
  }

  private Turns(int asked) {
    this.asked = new AtomicInteger(asked);
  }

  /** Creates turns that a thread has from the beginning; it ends them by {@link #run}. */
  public static Turns taken() {
    return new Turns(1);
  }

  /** Asks for a turn. Returns whether the calling thread has it, and is to see to {@link #run}. */
  public boolean ask() {
    return asked.getAndIncrement() == 0;
  }

  /**
   * Runs the task until no thread has asked meanwhile.
   *
   * @param task throws nothing, or there are no more turns; created early where memory may be short
   */
  public void run(Runnable task) {
    int seen = asked.get();
    while (seen != 0) {
      task.run();
      seen = asked.addAndGet(-seen);
    }
  }
}
