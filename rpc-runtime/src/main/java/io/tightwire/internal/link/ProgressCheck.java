package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends connections that hold memory for large messages and hardly send anything, while others wait
 * for that memory. Guarded by its {@link InboundBudget}.
 */
final class ProgressCheck {

  static final int WINDOW_SECONDS = 5;

  /** The fewest bytes of a window. */
  static final int MIN_PROGRESS = WINDOW_SECONDS * 64 * 1024;

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);

  /** What was received when a window began. Guarded by the budget. */
  static final class Mark {
    private boolean valid;
    private long received;

    /** Records that the window says nothing about this connection. */
    void forget() {
      valid = false;
    }
  }

  private final Set<InboundBudget.Share> receiving = new LinkedHashSet<>();
  private long checkAt = Timed.NEVER;

  /** Adds a connection whose message begins. */
  void add(InboundBudget.Share share) {
    share.mark.forget();
    receiving.add(share);
  }

  /** Removes a connection whose message is complete, or that is closed. */
  void remove(InboundBudget.Share share) {
    receiving.remove(share);
  }

  /** Records that nobody waits: the next window begins when somebody does. */
  void pause() {
    checkAt = Timed.NEVER;
  }

  /**
   * Begins a window, or ends one.
   *
   * @param isScarce returns whether the messages that are being received hold too much
   * @return when to check next
   */
  long check(long now, BooleanSupplier isScarce) {
    boolean isFirst = checkAt == Timed.NEVER;
    if (isFirst || now - checkAt >= 0) {
      boolean judges = !isFirst && now - checkAt < WINDOW / 2; // or nothing was read meanwhile
      for (InboundBudget.Share share : Set.copyOf(receiving)) {
        check(share, judges, isScarce);
      }
      checkAt = now + WINDOW;
    }
    return checkAt;
  }

  private static void check(InboundBudget.Share share, boolean judges, BooleanSupplier isScarce) {
    Mark mark = share.mark;
    if (share.isWaiting()) {
      mark.forget();
      return;
    }
    long before = mark.received;
    mark.received = share.received();
    if (judges && mark.valid && mark.received - before < MIN_PROGRESS && isScarce.getAsBoolean()) {
      share.onStalled.accept(
          "it sent less than "
              + MIN_PROGRESS
              + " bytes of a large message in "
              + WINDOW_SECONDS
              + "s, while others waited for the memory that it held");
    }
    mark.valid = true;
  }
}
