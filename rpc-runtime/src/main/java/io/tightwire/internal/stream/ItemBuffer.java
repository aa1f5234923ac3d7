package io.tightwire.internal.stream;

import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The items of a stream that came and are not yet read: added in runs, taken out one by one. {@link
 * #add}, {@link #isEmpty} and {@link #discard} are thread-safe; the rest is confined to the reader.
 */
final class ItemBuffer {

  private final ConcurrentLinkedQueue<Items> runs = new ConcurrentLinkedQueue<>();

  /** The run that is being read. */
  private Items run = Items.NONE;

  /** The number of its items that are read. */
  private int read;

  void add(Items items) {
    runs.add(items);
  }

  /** Returns whether no further run has come. */
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Drops the runs that the reader has not begun. */
  void discard() {
    runs.clear();
  }

  /** Drops all items that are not read. */
  void discardAll() {
    discard();
    begin(Items.NONE);
  }

  boolean hasNext() {
    if (read == run.count()) {
      Items next = runs.poll();
      begin(next == null ? Items.NONE : next);
    }
    return read < run.count();
  }

  private void begin(Items items) {
    run = items;
    read = 0;
  }

  /** Returns the next item; there must be one. */
  Slice next() {
    return run.value(read++);
  }
}
