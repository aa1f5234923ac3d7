package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, which can be closed without losing anything: all accepted items
 * can be polled. Only {@link #offer} is thread-safe; the rest is confined to one thread.
 */
public final class Mailbox<T> {

  private final AtomicReference<@Nullable Node<T>> newest = new AtomicReference<>();
  private final Node<T> closed = new Node<>(null);
  private @Nullable Node<T> oldest;

  /** Adds an item; returns false if the mailbox is closed. */
  public boolean offer(T item) {
    Node<T> node = new Node<>(item);
    while (true) {
      Node<T> before = newest.get();
      if (before == closed) {
        return false;
      }
      node.next = before;
      if (newest.compareAndSet(before, node)) {
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
  void takeNew() {
    take(null);
  }

  /** Returns the next item that was taken; null if none is left. */
  @Nullable T pollTaken() {
    Node<T> node = oldest;
    if (node == null) {
      return null;
    }
    oldest = node.next;
    return node.item;
  }

  /** Returns whether items were added since the last one was polled. Thread-safe. */
  boolean hasNew() {
    Node<T> node = newest.get();
    return node != null && node != closed;
  }

  boolean isEmpty() {
    Node<T> node = newest.get();
    return oldest == null && (node == null || node == closed);
  }

  /** Refuses new items; accepted ones can still be polled. */
  public void close() {
    take(closed);
  }

  /** Moves the new items, in their order, behind the old ones. */
  private void take(@Nullable Node<T> replacement) {
    if (newest.get() == closed) {
      return;
    }
    Node<T> node = newest.getAndSet(replacement);
    Node<T> first = null;
    while (node != null) {
      Node<T> older = node.next;
      node.next = first;
      first = node;
      node = older;
    }
    if (oldest == null) {
      oldest = first;
      return;
    }
    Node<T> last = oldest;
    while (last.next != null) {
      last = last.next;
    }
    last.next = first;
  }

  private static final class Node<T> {

    final @Nullable T item;
    @Nullable Node<T> next;

    Node(@Nullable T item) {
      this.item = item;
    }
  }
}
