package io.tightwire.internal.flow;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of large messages that are used again: a new one costs its zeroing, and the collector a
 * region of its own. An array comes here from its only owner, and leaves with bytes of that message
 * in it; the next owner writes before it reads.
 *
 * <p>The arrays that are kept have a bounded number of bytes, of which the least recently used go
 * first. The collector may take all of them: those that were not used for a while, and any before
 * memory runs out.
 *
 * <p>Thread-safe.
 */
public final class LargeArrays {

  /** Smaller arrays are not kept: new ones cost less than finding them here. */
  public static final int LEAST = 32 * 1024;

  private static final int MOST_ARRAYS = 64;
  private static final long MOST_BYTES = 8 << 20;
  private static final int SHARE_OF_HEAP = 64;

  /** New arrays have a multiple of that size, so that they fit messages of almost the same. */
  private static final int STEP = 4 * 1024;

  private static final LargeArrays SHARED =
      new LargeArrays(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));

  /** An array that is kept. Immutable, but for the collector. */
  private static final class Kept extends SoftReference<byte[]> {
    final int length;

    Kept(byte[] array) {
      super(array);
      this.length = array.length;
    }
  }

  private final long max;

  /** The most recently used first. */
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();

  private long bytes;

  /**
   * Creates an empty store.
   *
   * @param max the most bytes that it keeps
   */
  LargeArrays(long max) {
    this.max = max;
  }

  /** Returns the arrays of this process. */
  public static LargeArrays shared() {
    return SHARED;
  }

  /**
   * Returns an array that is the caller's alone, with any content if it is large.
   *
   * @param size how many bytes it has at least; a large one may have a quarter more
   */
  public byte[] acquire(int size) {
    if (size < LEAST) {
      return new byte[size];
    }
    byte[] found = find(size);
    return found != null ? found : new byte[rounded(size)];
  }

  private static int rounded(int size) {
    return size > Integer.MAX_VALUE - 2 * STEP ? size : (size + STEP - 1) / STEP * STEP;
  }

  private synchronized byte @Nullable [] find(int size) {
    int most = (int) Math.min(Integer.MAX_VALUE, Math.max(rounded(size), size + size / 4L));
    for (Iterator<Kept> all = kept.iterator(); all.hasNext(); ) {
      Kept one = all.next();
      if (one.length >= size && one.length <= most) {
        all.remove();
        bytes -= one.length;
        byte[] array = one.get();
        if (array != null) {
          return array;
        }
      }
    }
    return null;
  }

  /**
   * Keeps an array for the next message, if it is large and there is room for it. Nobody may use it
   * any more.
   */
  public void release(byte[] array) {
    if (array.length < LEAST || array.length > max) {
      return;
    }
    Kept latest = new Kept(array);
    synchronized (this) {
      kept.addFirst(latest);
      bytes += latest.length;
      while (bytes > max || kept.size() > MOST_ARRAYS) {
        bytes -= kept.removeLast().length;
      }
    }
  }

  /** Returns the number of bytes that are kept; for tests. */
  synchronized long kept() {
    return bytes;
  }
}
