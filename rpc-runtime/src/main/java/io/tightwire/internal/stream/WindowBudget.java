package io.tightwire.internal.stream;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes by which all streams of one client may be ahead of their readers. A stream that
 * begins gets a part of what is left of the first half, and a stream that is read a part of what is
 * left of all. So streams that are read stay fast, however many are not. A stream always gets a
 * little, with which an item can come, even if all is used. A stream whose reader is unreachable
 * does not count. Thread-safe.
 */
public final class WindowBudget {

  /** A stream gets at most one part in that many of what is left. */
  private static final int PART = 4;

  /** That many streams can have the minimum of each stream. */
  private static final int MANY_STREAMS = 4096;

  /** The largest minimum of a stream. */
  private static final long MAX_MINIMUM = 16 << 10;

  private final long limit;

  /** The bytes that a stream gets even if all are used. */
  private final long minimum;

  private final AtomicLong used = new AtomicLong();
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();

  /**
   * Creates a budget of which nothing is used.
   *
   * @param limit in bytes; greater than zero
   */
  public WindowBudget(long limit) {
    this.limit = limit;
    this.minimum = Math.max(1, Math.min(MAX_MINIMUM, limit / MANY_STREAMS));
  }

  /** Opens the share of a stream that begins. It ends when the reader is unreachable. */
  Share open(Object reader) {
    for (Reference<?> lost; (lost = unreachable.poll()) != null; ) {
      ((Share) lost).close();
    }
    Share share = new Share(reader);
    shares.add(share);
    return share;
  }

  /** Returns how many bytes are granted and not known to be read. */
  public long used() {
    return used.get();
  }

  /** The part of the budget that one stream uses. Thread-safe. */
  final class Share extends WeakReference<Object> {

    private static final long CLOSED = -1;

    /** The bytes that are granted and not known to be read, or {@link #CLOSED}. */
    private final AtomicLong own = new AtomicLong();

    private Share(Object reader) {
      super(reader, unreachable);
    }

    /**
     * Acquires bytes: decides by how many the stream may be ahead from now on.
     *
     * @param ahead by how many it may be ahead already; not negative
     * @param begins whether nothing was granted to it before
     * @return more than {@code ahead}, up to {@link Window#BYTES}
     */
    long acquire(long ahead, boolean begins) {
      return acquire(ahead, begins, Window.BYTES);
    }

    /**
     * Acquires bytes for a smaller window.
     *
     * @param most how many at most
     */
    long acquire(long ahead, boolean begins, long most) {
      long others = used.get() - Math.max(0, own.get());
      long left = (begins ? limit / 2 : limit) - others;
      long size = Math.min(most, Math.max(ahead + minimum, left / PART));
      set(size);
      return size;
    }

    private void set(long size) {
      long before = own.getAndUpdate(now -> now == CLOSED ? CLOSED : size);
      if (before != CLOSED) {
        used.addAndGet(size - before);
      }
    }

    /** Releases what was granted and will not be used, since the stream has ended. */
    void release(long unused) {
      long before =
          own.getAndUpdate(
              now -> now == CLOSED ? CLOSED : now - Math.min(now, Math.max(0, unused)));
      if (before != CLOSED) {
        used.addAndGet(-Math.min(before, Math.max(0, unused)));
      }
    }

    /** Releases all, since nothing of the stream will be read any more. */
    void close() {
      long before = own.getAndSet(CLOSED);
      if (before != CLOSED) {
        used.addAndGet(-before);
        shares.remove(this);
      }
    }
  }
}
