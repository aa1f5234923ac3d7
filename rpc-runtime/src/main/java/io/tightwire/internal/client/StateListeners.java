package io.tightwire.internal.client;

import io.tightwire.ConnectionState;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of the states of a connection: in order, one at a time, as callbacks. Listeners
 * that are slower than the changes miss the oldest of the states that wait, never the last.
 *
 * <p>Thread-safe.
 */
public final class StateListeners {

  static final int MAX_PENDING = 64;

  private final String endpoint;
  private final List<Consumer<? super ConnectionState>> listeners;
  private final CallbackDispatcher callbacks;
  private final RateLimitedLog log = new RateLimitedLog("io.tightwire.client", Level.WARNING);

  // Guarded by this
  private final Queue<ConnectionState> pending = new ArrayDeque<>();
  private boolean delivering;

  /**
   * Creates the delivery of one client.
   *
   * @param endpoint for messages
   */
  public StateListeners(
      String endpoint,
      List<Consumer<? super ConnectionState>> listeners,
      CallbackDispatcher callbacks) {
    this.endpoint = endpoint;
    this.listeners = List.copyOf(listeners);
    this.callbacks = callbacks;
  }

  /** Delivers a state after those before it. Never throws. */
  void onState(ConnectionState state) {
    if (!listeners.isEmpty() && startsDelivery(state)) {
      callbacks.dispatch(Callback.of(this::deliver));
    }
  }

  private synchronized boolean startsDelivery(ConnectionState state) {
    if (pending.size() == MAX_PENDING) {
      pending.remove();
    }
    pending.add(state);
    boolean starts = !delivering;
    delivering = true;
    return starts;
  }

  private void deliver() {
    for (ConnectionState state = next(); state != null; state = next()) {
      for (Consumer<? super ConnectionState> listener : listeners) {
        deliver(state, listener);
      }
    }
  }

  private synchronized @Nullable ConnectionState next() {
    ConnectionState next = pending.poll();
    delivering = next != null;
    return next;
  }

  private void deliver(ConnectionState state, Consumer<? super ConnectionState> listener) {
    try {
      listener.accept(state);
    } catch (Throwable e) {
      log.log(
          () ->
              "A state listener of the client of "
                  + endpoint
                  + " threw, "
                  + listener.getClass().getName()
                  + "; ignored",
          e);
    }
  }
}
