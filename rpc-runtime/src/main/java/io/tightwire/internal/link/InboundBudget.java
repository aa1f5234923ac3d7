package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory for the large messages that are being received, shared by all connections of a
 * server.
 *
 * <p>Bytes count when they are received; all of a message's at its beginning only if they fit, and
 * the connection has sent as many before. A connection whose message needs more than is left waits,
 * and is not read from meanwhile. Three rules make the waiting end:
 *
 * <ul>
 *   <li><b>One message at a time may exceed the bound</b>, up to its own size: that of the
 *       connection that has waited longest. So messages that are half received and together hold
 *       all the memory can't prevent each other's completion.
 *   <li><b>A connection that holds memory that others wait for must make progress</b>: {@value
 *       ProgressCheck#MIN_PROGRESS} bytes in {@value ProgressCheck#WINDOW_SECONDS} seconds, or its
 *       connection ends.
 *   <li><b>The agent's share counts</b>: the bytes of messages that were delivered and are kept
 *       there. A message that does not fit beside them waits, but only for {@value
 *       #MAX_WAIT_SECONDS} seconds. Then it is received nevertheless, for the agent to reject.
 * </ul>
 *
 * Thread-safe.
 */
public final class InboundBudget {

  static final int MAX_WAIT_SECONDS = 5;

  private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);

  /** The share of one connection. Thread-safe: its fields are guarded by the budget. */
  public final class Share {

    private final Runnable onGranted;
    final Consumer<String> onStalled;

    private long held;

    /** The bytes that its messages will have when they are complete, as far as that is certain. */
    private long promised;

    /** The size of the message that is being received; 0 if none is. */
    private int size;

    /** The bytes that are held for that message. */
    private long heldForMessage;

    private boolean sizePromised;
    private long wanted;

    /** The bytes that were acquired for it when its turn came, until it says how many it needs. */
    private long advance;

    private long waitingSince = Timed.NEVER;
    final ProgressCheck.Mark mark = new ProgressCheck.Mark();
    private boolean closed;
    private volatile boolean waiting;
    private volatile long received;

    private Share(Runnable onGranted, Consumer<String> onStalled) {
      this.onGranted = onGranted;
      this.onStalled = onStalled;
    }

    /** Records that a large message begins. */
    public void begin(int bytes) {
      synchronized (InboundBudget.this) {
        size = bytes;
        heldForMessage = 0;
        sizePromised = false;
        progress.add(this);
      }
    }

    /**
     * Returns whether this number of bytes may be acquired now. If not, the connection waits:
     * {@code onGranted} is called once they may.
     */
    public boolean admits(long bytes) {
      synchronized (InboundBudget.this) {
        return isAdmitted(this, bytes);
      }
    }

    /** Acquires bytes if they fit now; does not wait. */
    public boolean tryAcquire(long bytes) {
      synchronized (InboundBudget.this) {
        if (!queue.isEmpty() || !fits(this, bytes)) {
          return false;
        }
        holdForMessage(this, bytes);
        return true;
      }
    }

    /** Acquires the bytes that were admitted, or the part of them that is needed. */
    public void acquire(long bytes) {
      synchronized (InboundBudget.this) {
        holdForMessage(this, bytes - advance);
        advance = 0;
      }
    }

    /** Returns how many bytes were received, ever. */
    long received() {
      return received;
    }

    /** Records that bytes were received. */
    public void progress(int bytes) {
      long sum = received + bytes; // only the connection's own thread adds to it
      received = sum;
    }

    /** Records that the message is complete. */
    public void complete() {
      synchronized (InboundBudget.this) {
        promiseSize(this);
        size = 0;
        progress.remove(this);
      }
    }

    /** Releases the bytes of a message that was delivered or dropped. */
    void release(long bytes) {
      synchronized (InboundBudget.this) {
        if (closed) {
          return;
        }
        free(this, bytes, bytes);
        delivered += bytes;
      }
    }

    /** Releases all bytes of a connection that is closed. */
    public void close() {
      synchronized (InboundBudget.this) {
        if (!closed) {
          closed = true;
          size = 0;
          free(this, held, promised);
          progress.remove(this);
          if (waiting) {
            waiting = false;
            queue.remove(this);
          }
        }
      }
    }

    /** Returns whether its connection is not to be read from. */
    public boolean isWaiting() {
      return waiting;
    }
  }

  private final long max;
  private final ArrayDeque<Share> queue = new ArrayDeque<>();
  private final ProgressCheck progress = new ProgressCheck();
  private @Nullable Share overdrawn;
  private long used;
  private long promisedInAll;
  private volatile long kept;

  /** The bytes that were released since the agent last said how many it keeps. */
  private volatile long delivered;

  private volatile boolean contended;

  public InboundBudget(long max) {
    this.max = max;
  }

  /** Returns a budget without a limit, in which no connection waits. */
  public static InboundBudget unlimited() {
    return new InboundBudget(Long.MAX_VALUE / 2);
  }

  /**
   * Returns a new share, for one connection.
   *
   * @param onGranted run by any thread when the connection may be read from again
   * @param onStalled run by any thread when the connection is to end, with the reason
   */
  public Share share(Runnable onGranted, Consumer<String> onStalled) {
    return new Share(onGranted, onStalled);
  }

  private boolean isAdmitted(Share share, long bytes) {
    if (share == overdrawn || share.advance > 0 || (queue.isEmpty() && fits(share, bytes))) {
      return true;
    }
    if (queue.isEmpty() && mayOverdraw(share, false)) {
      overdraw(share);
      return true;
    }
    share.wanted = bytes;
    share.waitingSince = Timed.NEVER; // until the next tick, which knows the time
    share.waiting = true;
    share.mark.forget(); // what it sends in this window is not read
    queue.add(share);
    contended = true;
    return false;
  }

  /** Returns whether bytes fit; with the last ones, whether the message fits where it is kept. */
  private boolean fits(Share share, long bytes) {
    boolean completes = !share.sizePromised && share.heldForMessage + bytes >= share.size;
    return used + keptAtMost() + bytes <= max && (!completes || canBeKept(share));
  }

  /** Returns whether the message fits beside those that will be complete, and those kept. */
  private boolean canBeKept(Share share) {
    return promisedInAll + keptAtMost() + share.size <= max;
  }

  private boolean mayOverdraw(Share share, boolean waitedLong) {
    return overdrawn == null && (waitedLong || canBeKept(share));
  }

  private long keptAtMost() {
    return kept + delivered;
  }

  private void overdraw(Share share) {
    overdrawn = share;
    promiseSize(share);
  }

  private void promiseSize(Share share) {
    if (!share.sizePromised) {
      share.sizePromised = true;
      share.promised += share.size;
      promisedInAll += share.size;
    }
  }

  private void holdForMessage(Share share, long bytes) {
    hold(share, bytes);
    share.heldForMessage += bytes;
    if (share.heldForMessage >= share.size) {
      promiseSize(share); // it needs no more memory, and will be delivered
    }
  }

  private void hold(Share share, long bytes) {
    share.held += bytes;
    used += bytes;
  }

  private void free(Share share, long bytes, long promises) {
    hold(share, -bytes);
    share.promised -= promises;
    promisedInAll -= promises;
    if (overdrawn == share && share.size == 0) {
      overdrawn = null;
    }
  }

  /**
   * Grants memory to the connections that wait, in their order. Called after each pass of the loop.
   *
   * @param keptByAgent the bytes of delivered messages that the agent keeps
   * @return the latest time to call it again
   */
  public long tick(long keptByAgent, long now) {
    if (kept != keptByAgent) {
      kept = keptByAgent;
    }
    if (delivered > 0) {
      synchronized (this) {
        delivered = 0;
      }
    }
    return contended ? serve(now) : Timed.NEVER;
  }

  private synchronized long serve(long now) {
    for (Share waiting : queue) {
      if (waiting.waitingSince == Timed.NEVER) {
        waiting.waitingSince = now;
      }
    }
    for (Share first; (first = queue.peek()) != null; queue.remove()) {
      boolean waitedLong = now - first.waitingSince >= MAX_WAIT;
      if (!fits(first, first.wanted)) {
        if (!mayOverdraw(first, waitedLong)) {
          break;
        }
        overdraw(first);
      }
      first.advance = first.wanted;
      holdForMessage(first, first.wanted);
      first.waiting = false;
      first.onGranted.run();
    }
    Share first = queue.peek();
    if (first == null) {
      contended = false;
      progress.pause();
      return Timed.NEVER;
    }
    long checkAt = progress.check(now, this::isScarce);
    long patience = first.waitingSince + MAX_WAIT;
    return Times.earlier(checkAt, patience - now > 0 ? patience : Timed.NEVER);
  }

  /** Returns whether messages that are being received hold the memory that others wait for. */
  private boolean isScarce() {
    return overdrawn != null || used > max / 2;
  }

  /** Returns the number of bytes that are acquired; for tests. */
  public synchronized long used() {
    return used;
  }
}
