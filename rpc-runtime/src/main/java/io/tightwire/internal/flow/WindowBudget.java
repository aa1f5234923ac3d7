package io.tightwire.internal.flow;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the streams of one client may be ahead of their readers, all together. Streams
 * that begin get a part of what is left of the first half, and streams that are read a part of what
 * is left of all: so those that are read stay fast, however many are not. Whatever is used up, a
 * stream gets a little, with which an item can come. A stream that nobody can read any more counts
 * for nothing. Safe for use by many threads.
 */
public final class WindowBudget {

  /** No stream takes more than that part of what is left. */
  private static final int PART = 4;

  /** As many streams as that may have what each stream has at least. */
  private static final int CROWD = 4096;

  private static final long MOST_OF_THE_LEAST = 16 << 10;

  private final long max;
  private final long least;
  private final AtomicLong granted = new AtomicLong();
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();

  /**
   * All of it free.
   *
   * @param max in bytes; greater than zero
   */
  public WindowBudget(long max) {
    this.max = max;
    this.least = Math.max(1, Math.min(MOST_OF_THE_LEAST, max / CROWD));
  }

  /** For a stream that begins, as long as its reader can be reached. */
  public Share open(Object reader) {
    for (Reference<?> lost; (lost = unreachable.poll()) != null; ) {
      ((Share) lost).close();
    }
    Share share = new Share(reader);
    shares.add(share);
    return share;
  }

  /** How many bytes are granted and not known to be read. */
  public long granted() {
    return granted.get();
  }

  /** What one stream has of it. */
  public final class Share extends WeakReference<Object> {

    private static final long CLOSED = -1;

    /** What is granted and not known to be read, or {@link #CLOSED}. */
    private final AtomicLong own = new AtomicLong();

    private Share(Object reader) {
      super(reader, unreachable);
    }

    /**
     * Decides how many bytes the stream may be ahead by.
     *
     * @param ahead by how many it may be already; not negative
     * @param begins whether nothing was granted to it before
     * @return more than {@code ahead}, up to {@link Window#BYTES}
     */
    long extend(long ahead, boolean begins) {
      long others = granted.get() - Math.max(0, own.get());
      long left = (begins ? max / 2 : max) - others;
      long size = Math.min(Window.BYTES, Math.max(ahead + least, left / PART));
      set(size);
      return size;
    }

    private void set(long size) {
      long before = own.getAndUpdate(now -> now == CLOSED ? CLOSED : size);
      if (before != CLOSED) {
        granted.addAndGet(size - before);
      }
    }

    /** The stream has ended, and so much of what was granted will not be used. */
    public void giveBack(long unused) {
      long before =
          own.getAndUpdate(
              now -> now == CLOSED ? CLOSED : now - Math.min(now, Math.max(0, unused)));
      if (before != CLOSED) {
        granted.addAndGet(-Math.min(before, Math.max(0, unused)));
      }
    }

    /** Nothing of the stream will be read any more. */
    public void close() {
      long before = own.getAndSet(CLOSED);
      if (before != CLOSED) {
        granted.addAndGet(-before);
        shares.remove(this);
      }
    }
  }
}
