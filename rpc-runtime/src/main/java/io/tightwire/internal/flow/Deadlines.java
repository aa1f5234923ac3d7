package io.tightwire.internal.flow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A timer queue: a binary heap whose entries know their place, so that an entry that ends early, as
 * nearly all do, is removed immediately. Confined to the loop thread.
 *
 * @param <T> the entries
 */
public final class Deadlines<T extends Timed> {

  private Timed[] heap = new Timed[64];
  private int size;

  /** Adds an entry, unless it is never due. */
  public void add(T entry) {
    if (entry.due() == Timed.NEVER || entry.index >= 0) {
      return;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    up(size++, entry);
  }

  /** Removes an entry, if it is here. */
  public void remove(T entry) {
    int at = entry.index;
    if (at < 0) {
      return;
    }
    entry.index = -1;
    Timed last = heap[--size];
    heap[size] = null;
    if (at < size) {
      down(at, last);
      if (heap[at] == last) {
        up(at, last);
      }
    }
  }

  /** Removes and returns an entry that is due; null if none is. */
  @SuppressWarnings("unchecked") // only add() puts entries in
  public @Nullable T poll(long now) {
    if (size == 0 || heap[0].due() - now > 0) {
      return null;
    }
    T first = (T) heap[0];
    remove(first);
    return first;
  }

  /** Returns when the first entry is due, or {@link Timed#NEVER}. */
  public long next() {
    return size == 0 ? Timed.NEVER : heap[0].due();
  }

  /** Returns how many entries there are. */
  public int size() {
    return size;
  }

  private void up(int from, Timed entry) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(entry, heap[parent])) {
        break;
      }
      place(at, heap[parent]);
      at = parent;
    }
    place(at, entry);
  }

  private void down(int from, Timed entry) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], entry)) {
        break;
      }
      place(at, heap[child]);
      at = child;
    }
    place(at, entry);
  }

  private void place(int at, Timed entry) {
    heap[at] = entry;
    entry.index = at;
  }

  /** By difference, since nanoTime may overflow. */
  private static boolean before(Timed a, Timed b) {
    return a.due() - b.due() < 0;
  }
}
