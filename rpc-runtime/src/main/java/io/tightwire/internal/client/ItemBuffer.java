package io.tightwire.internal.client;

import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The items of a stream that have come and are not yet read: put in run by run, taken out one by
 * one. {@link #add}, {@link #isEmpty} and {@link #discard} are safe for use by many threads; the
 * rest is confined to the reader.
 */
final class ItemBuffer {

  private final ConcurrentLinkedQueue<Items> runs = new ConcurrentLinkedQueue<>();

  /** What is being read, and how far. */
  private Items run = Items.NONE;

  private int read;

  void add(Items items) {
    runs.add(items);
  }

  /** Whether no further run has come. */
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Drops the runs that the reader has not begun. */
  void discard() {
    runs.clear();
  }

  /** Drops all that is not read. */
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

  /** The next item; there must be one. */
  Slice next() {
    return run.value(read++);
  }
}
