package io.tightwire.internal.flow;

/** An entry of {@link Deadlines}. Confined to the loop thread. */
public abstract class Timed {

  /** A {@link System#nanoTime()} that never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long deadline;

  /** The index in the heap; -1 if it is not there. */
  int index = -1;

  protected Timed(long deadline) {
    this.deadline = deadline;
  }

  /** Returns the deadline as a {@link System#nanoTime()}, or {@link #NEVER}. Thread-safe. */
  public final long deadline() {
    return deadline;
  }

  /** Returns whether the deadline has passed. Thread-safe. */
  public final boolean isPast(long now) {
    return deadline != NEVER && deadline - now <= 0;
  }

  /** Returns when {@link Deadlines} polls this: the deadline, unless something comes before it. */
  protected long due() {
    return deadline;
  }
}
