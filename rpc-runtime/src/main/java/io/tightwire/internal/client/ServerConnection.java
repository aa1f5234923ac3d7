package io.tightwire.internal.client;

import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * The server as it is to be reached right now: not at all, connected but not greeted, ready, going
 * away. Confined to the loop thread.
 */
final class ServerConnection {

  private final Heartbeat heartbeat;
  private final long patience;
  private final Readiness readiness;

  private @Nullable Peer peer;
  private @Nullable Liveness liveness;
  private boolean ready;
  private boolean goingAway;

  /** Why there was no connection before this one, unless a good one was between; for messages. */
  private @Nullable String before;

  /** Whether the connection was told that it proved itself. */
  private boolean proven;

  private long maxMessageSize = Long.MAX_VALUE;

  /**
   * Nowhere, at first.
   *
   * @param readiness is told when calls can be sent and when not
   */
  ServerConnection(Heartbeat heartbeat, Readiness readiness) {
    this.heartbeat = heartbeat;
    this.patience = Times.nanos(heartbeat.timeout());
    this.readiness = readiness;
  }

  void connected(Peer connected, long now) {
    peer = connected;
    liveness = new Liveness(heartbeat, now);
    goingAway = false;
    proven = false;
    notReady(
        "connected, but the peer has not said HELLO; is it a Tightwire server?"
            + (before == null ? "" : " (before that " + before + ")"));
  }

  void disconnected(String why) {
    peer = null;
    liveness = null;
    before = why;
    notReady(why);
  }

  /** Whether that is the connection we have now. */
  boolean is(Peer other) {
    return peer == other;
  }

  /** It said HELLO. Ready now, unless it is about to leave. */
  void greeted(Peer from, long itsMaxMessageSize) {
    if (!goingAway) {
      maxMessageSize = itsMaxMessageSize;
      from.packAtMost(itsMaxMessageSize);
      ready = true;
      before = null;
      readiness.set(null);
    }
  }

  void goesAway(@Nullable String reason) {
    notReady("the server is going away" + (reason == null ? "" : ": " + reason));
    goingAway = true;
  }

  boolean isGoingAway() {
    return goingAway;
  }

  /** Gives the connection up, if there is one. */
  void drop(String why) {
    notReady(why);
    if (peer != null) {
      peer.drop(why);
    }
  }

  private void notReady(String why) {
    ready = false;
    readiness.set(why);
  }

  boolean takesCalls() {
    return ready && peer != null && peer.isWritable();
  }

  /** What it takes in one message. */
  long maxMessageSize() {
    return maxMessageSize;
  }

  /** For messages: why calls wait. */
  String state() {
    return readiness.state();
  }

  void send(byte[] frame) {
    send(frame, frame.length);
  }

  /** Sends a frame, or drops it with the connection it was for. */
  void send(byte[] buffer, int length) {
    if (peer != null) {
      peer.send(buffer, length);
    }
  }

  /** It ended a call: it does what it is there for. */
  void endedCall() {
    if (!proven && peer != null) {
      proven = true;
      peer.markProven();
    }
  }

  void heard(long now) {
    if (liveness != null) {
      liveness.heard(now);
    }
  }

  /** Looks whether it still gives signs of life, and takes what it is sent; when to look again. */
  long check(long now) {
    if (liveness == null || peer == null) {
      return Timed.NEVER;
    }
    boolean receiving = peer.isReceiving(now, patience);
    if (!receiving && liveness.isDead(now)) {
      drop("no sign of life for " + Times.print(heartbeat.timeout()));
      return Timed.NEVER;
    }
    if (peer.isStalled(now, patience)) {
      drop("it has taken nothing of what waits for it for " + Times.print(heartbeat.timeout()));
      return Timed.NEVER;
    }
    if (liveness.shouldPing(now)) {
      send(FrameWriter.ping());
    }
    if (receiving) {
      liveness.heard(now); // its frames wait behind the message that it is sending
    }
    return liveness.next();
  }
}
