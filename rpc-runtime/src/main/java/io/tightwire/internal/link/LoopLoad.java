package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;

/**
 * Measures a loop's load, and decides whether it spins before it sleeps. A loop with little work in
 * each pass spins while most of its waits are short; a wait ends with each part of a large message.
 * A loop with much work sleeps: work is gathered meanwhile, at no loss. Confined to the loop
 * thread.
 */
final class LoopLoad {

  /** With this amount of work in a pass, a loop sleeps. */
  private static final int HEAVY = 16;

  private static final int WEIGHT = 8;

  private final AdaptiveSpin spin;
  private boolean idle;
  private long idleSince;
  private long limit;

  /** The amount of work in a pass: a moving average, times {@link #WEIGHT}. */
  private int average;

  private boolean streaming;

  LoopLoad() {
    this(new AdaptiveSpin());
  }

  /** Creates one with another view of the machine; for tests. */
  LoopLoad(AdaptiveSpin spin) {
    this.spin = spin;
  }

  /**
   * Records a pass.
   *
   * @param work the amount of work that it did
   */
  void recordPass(int work, Agent<?> agent, LinkBytes bytes, long now) {
    if (work > 0) {
      streaming = agent.isStreaming(now);
      average += (work * WEIGHT - average) / WEIGHT;
      endWait(now);
    } else if (!idle) {
      beginWait(bytes, now);
    }
  }

  /**
   * Records a pass that did no work, but has read a part of a message. The next one should come
   * soon.
   */
  void recordPart(LinkBytes bytes, long begun, long ended) {
    endWait(begun);
    beginWait(bytes, ended);
  }

  private void beginWait(LinkBytes bytes, long now) {
    idle = true;
    idleSince = now;
    limit = AdaptiveSpin.limit(bytes.takeMoved());
  }

  private void endWait(long now) {
    if (idle) {
      spin.recordWait(now - idleSince, limit);
    }
    idle = false;
  }

  /**
   * Returns whether the loop should go on spinning.
   *
   * @param due the time in nanoseconds, from the last pass on, after which it has to pass anyway
   */
  boolean shouldSpin(long due) {
    return spin.shouldSpin()
        && !streaming
        && average < HEAVY * WEIGHT
        && System.nanoTime() - idleSince < Math.min(due, limit);
  }
}
