package io.tightwire.internal.link.inproc;

import java.net.BindException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers that listen at names in this process, and the clients that wait for a name. There is
 * one registry for each class loader that has loaded this class. Thread-safe.
 */
final class InprocRegistry {

  static final InprocRegistry PROCESS = new InprocRegistry();

  private final Map<String, InprocPort> bound = new HashMap<>();
  private final Map<String, List<Runnable>> watchers = new HashMap<>();
  private long chosen;

  /** Returns a name that was never used: clients of an old server may still ask for its name. */
  synchronized String choose() {
    String name;
    do {
      name = "auto-" + ++chosen;
    } while (bound.containsKey(name));
    return name;
  }

  /**
   * Binds a name, and wakes the clients that wait for it.
   *
   * @throws BindException if it is taken
   */
  void bind(String name, InprocPort port) throws BindException {
    List<Runnable> waiting;
    synchronized (this) {
      InprocPort holder = bound.putIfAbsent(name, port);
      if (holder != null) {
        throw new BindException(
            "Cannot bind "
                + port.endpoint()
                + ": the name is in use by "
                + (holder.isOf(port) ? "this server itself" : "another server of this process")
                + ", "
                + holder.owner()
                + "; close that server, or bind inproc://* to use any free name");
      }
      waiting = List.copyOf(watchers.getOrDefault(name, List.of()));
    }
    waiting.forEach(Runnable::run);
  }

  /** Removes a name, if it still belongs to that port. */
  synchronized void release(String name, InprocPort port) {
    bound.remove(name, port);
  }

  /** Returns the port of a name; null if there is none. */
  synchronized @Nullable InprocPort find(String name) {
    return bound.get(name);
  }

  /** Runs {@code watcher}, on any thread, whenever a name is bound from now on. */
  synchronized void watch(String name, Runnable watcher) {
    watchers.computeIfAbsent(name, unused -> new ArrayList<>()).add(watcher);
  }

  synchronized void unwatch(String name, Runnable watcher) {
    watchers.computeIfPresent(
        name, (unused, all) -> all.remove(watcher) && all.isEmpty() ? null : all);
  }

  /** Returns whether nothing is kept for a name; for tests. */
  synchronized boolean isUnknown(String name) {
    return !bound.containsKey(name) && !watchers.containsKey(name);
  }
}
