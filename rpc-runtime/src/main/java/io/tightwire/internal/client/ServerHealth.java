package io.tightwire.internal.client;

import io.tightwire.internal.flow.Timed;
import java.util.concurrent.TimeUnit;

/**
 * Whether one server is ejected, for failures in a row. After an ejection it is probed: it gets one
 * call at a time until one succeeds. Confined to the loop thread.
 */
final class ServerHealth {

  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

  private int failuresInRow;
  private boolean probed;
  private long duration;
  private long ejectedUntil = Timed.NEVER;
  private long succeededAt = Timed.NEVER;

  /** Returns whether the server is ejected. */
  boolean isEjected() {
    return ejectedUntil != Timed.NEVER;
  }

  /** Returns when the ejection ends; {@link Timed#NEVER} without one. */
  long ejectedUntil() {
    return ejectedUntil;
  }

  /** Returns whether the server may have one call at a time only. */
  boolean isProbed() {
    return probed;
  }

  /** Records that a call has failed, which the server is to blame for. */
  void failed() {
    failuresInRow++;
  }

  /** Returns whether the server should be ejected. */
  boolean isFailing(int limit) {
    return !isEjected() && (failuresInRow >= limit || (probed && failuresInRow > 0));
  }

  int failuresInRow() {
    return failuresInRow;
  }

  /** Records that the server has responded as it should. */
  void succeeded(long now) {
    succeededAt = now;
    failuresInRow = 0;
    probed = false;
  }

  /** Returns whether the server has responded as it should since then. */
  boolean hasSucceededSince(long time) {
    return succeededAt != Timed.NEVER && succeededAt - time >= 0;
  }

  /** Ejects the server, for twice the time of an ejection that ended not long ago. */
  void eject(long now) {
    boolean again =
        probed || (duration > 0 && succeededAt != Timed.NEVER && now - succeededAt < LONGEST);
    duration = again ? Math.min(2 * duration, LONGEST) : SHORTEST;
    ejectedUntil = now + duration;
    failuresInRow = 0;
    probed = false;
  }

  /** Ends an ejection that is over: the server is probed. */
  void endEjection(long now) {
    if (isEjected() && ejectedUntil - now <= 0) {
      probe();
    }
  }

  /** Records a new connection: the server may have been replaced, so an ejection is over. */
  void reconnected() {
    if (isEjected()) {
      probe();
    }
  }

  private void probe() {
    ejectedUntil = Timed.NEVER;
    probed = true;
  }
}
