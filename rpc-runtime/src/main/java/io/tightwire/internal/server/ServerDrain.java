package io.tightwire.internal.server;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The server's graceful end: first the calls have until the drain timeout, then the clients have a
 * moment to disconnect, then the server is drained. Clients that still send requests have another
 * moment, until the drain timeout: a request that gets no response may have been executed, as far
 * as its caller can know. Confined to the loop thread.
 */
final class ServerDrain {

  /** The reason that clients and callers get. */
  static final String REASON = "the server is shutting down";

  /**
   * The time within which clients that got a GO_AWAY must disconnect, after the last request that
   * came. Requests that they sent before still get a response.
   */
  private static final long DISCONNECT_TIMEOUT = Duration.ofSeconds(1).toNanos();

  private final Runnable onDrained;
  private boolean draining;
  private boolean drained;
  private long callsUntil = Timed.NEVER;
  private long clientsUntil = Timed.NEVER;

  /**
   * Creates the state of a server that is not draining.
   *
   * @param onDrained is run once when nothing is under way any more
   */
  ServerDrain(Runnable onDrained) {
    this.onDrained = onDrained;
  }

  /**
   * Begins, or shortens, the drain; of two ends the earlier one counts.
   *
   * @param timeout of the started calls; null if it does not matter, since the loop ends
   * @return whether it was not draining before
   */
  boolean start(long now, @Nullable Duration timeout) {
    callsUntil = Times.earlier(callsUntil, Times.deadline(now, timeout));
    boolean first = !draining;
    draining = true;
    return first;
  }

  boolean isDraining() {
    return draining;
  }

  /** Records that a request came. Returns whether it is to be refused. */
  boolean refusesRequest(long now) {
    if (clientsUntil != Timed.NEVER) {
      prolong(now); // others may follow it
    }
    return draining;
  }

  private void prolong(long now) {
    long later = Times.earlier(callsUntil, now + DISCONNECT_TIMEOUT);
    if (later - clientsUntil > 0) {
      clientsUntil = later;
    }
  }

  /** Returns whether started calls are to be stopped, since the drain timeout has passed. */
  boolean isTimeOver(long now) {
    return draining && !drained && callsUntil - now <= 0;
  }

  /**
   * Checks whether the server is drained.
   *
   * @return when to check again at the latest
   */
  long check(boolean hasCalls, Collection<Session> clients, long now) {
    if (!draining || drained) {
      return Timed.NEVER;
    }
    if (hasCalls) {
      return callsUntil;
    }
    if (clientsUntil == Timed.NEVER) {
      clientsUntil = now + DISCONNECT_TIMEOUT;
    }
    if (!clients.isEmpty() && areWaitedFor(clients, now)) {
      return clientsUntil;
    }
    drained = true;
    onDrained.run();
    return Timed.NEVER;
  }

  private boolean areWaitedFor(Collection<Session> clients, long now) {
    if (clientsUntil - now <= 0
        && clients.stream().anyMatch(one -> one.peer.isReceiving(now, DISCONNECT_TIMEOUT))) {
      prolong(now);
    }
    return clientsUntil - now > 0;
  }
}
