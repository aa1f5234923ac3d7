package io.tightwire.internal.flow;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, which can be closed without losing anything: all accepted items
 * can be polled. Only {@link #offer} is thread-safe; the rest is confined to one thread.
 */
public final class Mailbox<T> {

  private final AtomicReference<@Nullable Entry> newest = new AtomicReference<>();
  private final Entry closed = new Node<>(null);
  private @Nullable Entry oldest;

  /**
   * An item that links to the one before it, so that no object is made for that. It must not be in
   * two mailboxes at the same time, or twice in one.
   */
  public interface Entry {

    /** Returns what {@link #link} was given last. */
    @Nullable Entry linked();

    /** Links to another entry. Called by the mailbox only. */
    void link(@Nullable Entry other);
  }

  /** An entry that keeps its link. */
  public abstract static class LinkedEntry implements Entry {

    private @Nullable Entry linked;

    @Override
    public final @Nullable Entry linked() {
      return linked;
    }

    @Override
    public final void link(@Nullable Entry other) {
      linked = other;
    }
  }

  /** Adds an item; returns false if the mailbox is closed. */
  public boolean offer(T item) {
    Entry entry = item instanceof Entry own ? own : new Node<>(item);
    while (true) {
      Entry before = newest.get();
      if (before == closed) {
        entry.link(null);
        return false;
      }
      entry.link(before);
      if (newest.compareAndSet(before, entry)) {
        return true;
      }
    }
  }

  public @Nullable T poll() {
    if (oldest == null) {
      take(null);
    }
    return pollTaken();
  }

  /** Takes the items that were added so far; {@link #pollTaken()} returns them and no others. */
  public void takeNew() {
    take(null);
  }

  /** Returns the next item that was taken; null if none is left. */
  @SuppressWarnings("unchecked") // only items are added, and each is its own entry or has a node
  public @Nullable T pollTaken() {
    Entry entry = oldest;
    if (entry == null) {
      return null;
    }
    oldest = entry.linked();
    entry.link(null);
    return entry instanceof Node<?> node ? (T) node.item : (T) entry;
  }

  /** Returns whether items were added since the last one was polled. Thread-safe. */
  public boolean hasNew() {
    Entry entry = newest.get();
    return entry != null && entry != closed;
  }

  public boolean isEmpty() {
    Entry entry = newest.get();
    return oldest == null && (entry == null || entry == closed);
  }

  /** Refuses new items; accepted ones can still be polled. */
  public void close() {
    take(closed);
  }

  /** Moves the new items, in their order, behind the old ones. */
  private void take(@Nullable Entry replacement) {
    if (newest.get() == closed) {
      return;
    }
    Entry entry = newest.getAndSet(replacement);
    Entry first = null;
    while (entry != null) {
      Entry older = entry.linked();
      entry.link(first);
      first = entry;
      entry = older;
    }
    if (oldest == null) {
      oldest = first;
      return;
    }
    Entry last = oldest;
    for (Entry next; (next = last.linked()) != null; ) {
      last = next;
    }
    last.link(first);
  }

  private static final class Node<T> extends LinkedEntry {

    private final @Nullable T item;

    Node(@Nullable T item) {
      this.item = item;
    }
  }
}
