package io.tightwire.internal.link.zmq;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The keys that one select found ready, and those that are presumed to be writable without asking
 * the system. Guarded by the selector, but for {@link #presume}, which its thread calls.
 */
final class ReadyKeys {

  private final List<AdapterKey> found = new ArrayList<>();
  private final List<AdapterKey> presumed = new ArrayList<>();
  private boolean connecting;

  /** Presumes a key to be writable from now on, until a write is cut short. */
  void presume(AdapterKey key) {
    presumed.add(key);
  }

  /** Returns whether a select would not have to wait. */
  boolean hasPresumed() {
    return !presumed.isEmpty();
  }

  /** Begins a select. */
  void clear() {
    found.clear();
    connecting = false;
  }

  /** Adds a key that the system found ready. */
  void add(AdapterKey key) {
    connecting |= (key.refresh() & SelectionKey.OP_CONNECT) != 0;
    found.add(key);
  }

  /** Adds the keys that are presumed to be writable. */
  void addPresumed() {
    for (int i = presumed.size() - 1; i >= 0; i--) {
      AdapterKey key = presumed.get(i);
      boolean isFound = found.contains(key);
      if (!key.addPresumed(isFound)) {
        presumed.remove(i);
      } else if (!isFound) {
        found.add(key);
      }
    }
  }

  /**
   * Adds the keys to the selected ones, and returns how many of those have changed. Connect events
   * are delivered alone; everything else is level-triggered and comes with the next select.
   * JeroMQ's poller loses the registration of a connected channel when its connect event and the
   * command that attaches its engine fall into one pass.
   */
  int publish(Set<SelectionKey> selected) {
    int updated = 0;
    for (AdapterKey key : found) {
      int ops = connecting ? key.fresh() & SelectionKey.OP_CONNECT : key.fresh();
      if (ops == 0 || !key.isValid()) {
        continue;
      }
      if (selected.add(key)) {
        key.setReady(ops);
        updated++;
      } else if ((ops & ~key.readyOps()) != 0) {
        key.setReady(ops | key.readyOps());
        updated++;
      }
    }
    found.clear();
    return updated;
  }
}
