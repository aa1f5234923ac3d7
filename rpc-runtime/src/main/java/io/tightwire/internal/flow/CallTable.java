package io.tightwire.internal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Calls by id: a hash table with linear probing, which neither boxes keys nor leaves tombstones.
 * Confined to the loop thread.
 *
 * @param <T> the calls
 */
public final class CallTable<T> {

  private static final int INITIAL = 64;

  /** Random for each table, so that a hostile peer can't choose ids that collide. */
  private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

  private long[] ids = new long[INITIAL];
  private @Nullable Object[] calls = new @Nullable Object[INITIAL];
  private int size;

  /** Returns the call of that id, or null. */
  @SuppressWarnings("unchecked") // only put() stores calls
  public @Nullable T get(long id) {
    return (T) calls[find(id)];
  }

  /**
   * Adds a call.
   *
   * @return false, without any change, if the id is taken
   */
  public boolean put(long id, T call) {
    int at = find(id);
    if (calls[at] != null) {
      return false;
    }
    ids[at] = id;
    calls[at] = call;
    if (++size * 2 > calls.length) {
      grow();
    }
    return true;
  }

  /** Removes and returns the call of that id, or null. */
  @SuppressWarnings("unchecked") // only put() stores calls
  public @Nullable T remove(long id) {
    int at = find(id);
    T call = (T) calls[at];
    if (call != null) {
      size--;
      close(at);
    }
    return call;
  }

  /** Returns all calls, as of now. */
  @SuppressWarnings("unchecked") // only put() stores calls
  public List<T> all() {
    List<T> all = new ArrayList<>(size);
    for (Object call : calls) {
      if (call != null) {
        all.add((T) call);
      }
    }
    return all;
  }

  /** Returns how many calls there are. */
  public int size() {
    return size;
  }

  /** Returns where the id is, or where it would be put. */
  private int find(long id) {
    int mask = calls.length - 1;
    int at = home(id, mask);
    while (calls[at] != null && ids[at] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Moves back the calls behind a gap that would not be found across it. */
  private void close(int gap) {
    int mask = calls.length - 1;
    int hole = gap;
    int at = (hole + 1) & mask;
    while (calls[at] != null) {
      int home = home(ids[at], mask);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        ids[hole] = ids[at];
        calls[hole] = calls[at];
        hole = at;
      }
      at = (at + 1) & mask;
    }
    calls[hole] = null;
  }

  private void grow() {
    long[] oldIds = ids;
    @Nullable Object[] oldCalls = calls;
    ids = new long[oldIds.length * 2];
    calls = new @Nullable Object[oldCalls.length * 2];
    for (int i = 0; i < oldCalls.length; i++) {
      if (oldCalls[i] != null) {
        int at = find(oldIds[i]);
        ids[at] = oldIds[i];
        calls[at] = oldCalls[i];
      }
    }
  }

  private int home(long id, int mask) {
    return (int) ((id * multiplier) >>> 32) & mask;
  }
}
