package io.tightwire.internal.flow;

/** Something with a deadline, as {@link Deadlines} keeps it. Confined to the loop thread. */
public abstract class Timed {

  /** A {@link System#nanoTime()} that never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long deadline;

  /** Where in the heap this is; -1: not in it. */
  int index = -1;

  protected Timed(long deadline) {
    this.deadline = deadline;
  }

  /**
   * The deadline as a {@link System#nanoTime()}, or {@link #NEVER}. Safe for use by many threads.
   */
  public final long deadline() {
    return deadline;
  }

  /** Whether the deadline has come. Safe for use by many threads. */
  public final boolean isPast(long now) {
    return deadline != NEVER && deadline - now <= 0;
  }

  /**
   * When {@link Deadlines} is to hand this out; the deadline, unless something else comes first.
   */
  protected long due() {
    return deadline;
  }
}
