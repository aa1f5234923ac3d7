package io.tightwire.internal.client;

import io.tightwire.ConnectionState.Kind;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * The state of the connection to the server: none, connected without HELLO, ready, or going away.
 * Confined to the loop thread.
 */
final class ServerConnection {

  private final Heartbeat heartbeat;
  private final long timeout;
  private final Readiness readiness;

  private @Nullable Peer peer;
  private @Nullable Liveness liveness;
  private boolean ready;
  private boolean goingAway;

  /**
   * The reason for the last loss before this connection, unless one was ready since; for messages.
   */
  private @Nullable String earlierFailure;

  /** Whether the peer was told that the connection has proven itself. */
  private boolean proven;

  private long maxMessageSize = Long.MAX_VALUE;

  /**
   * Creates the state without a connection.
   *
   * @param readiness is told when calls can be sent and when not
   */
  ServerConnection(Heartbeat heartbeat, Readiness readiness) {
    this.heartbeat = heartbeat;
    this.timeout = Times.nanos(heartbeat.timeout());
    this.readiness = readiness;
  }

  void connected(Peer connected, long now) {
    peer = connected;
    liveness = new Liveness(heartbeat, now);
    goingAway = false;
    proven = false;
    connecting(
        "connected, but the peer has not said HELLO; is it a Tightwire server?"
            + (earlierFailure == null ? "" : " (before that " + earlierFailure + ")"));
  }

  void disconnected(String why) {
    peer = null;
    liveness = null;
    earlierFailure = why;
    connecting(why);
  }

  /** Returns whether that is the peer of the present connection. */
  boolean is(Peer other) {
    return peer == other;
  }

  /** Makes the connection ready after the server's HELLO, unless the server is going away. */
  void ready(Peer from, long itsMaxMessageSize) {
    if (!goingAway) {
      maxMessageSize = itsMaxMessageSize;
      from.packAtMost(itsMaxMessageSize);
      ready = true;
      earlierFailure = null;
      readiness.ready();
    }
  }

  /** Sends no more calls, since the server is going away. */
  void goAway(@Nullable String reason) {
    notReady(Kind.GOING_AWAY, "the server is going away" + (reason == null ? "" : ": " + reason));
    goingAway = true;
  }

  boolean isGoingAway() {
    return goingAway;
  }

  /** Drops the connection, if there is one. */
  void drop(String why) {
    if (!goingAway) {
      connecting(why);
    }
    if (peer != null) {
      peer.drop(why);
    }
  }

  /** Makes it the last state that the client is closed. */
  void closed(String reason) {
    notReady(Kind.CLOSED, reason);
  }

  private void connecting(String why) {
    notReady(Kind.CONNECTING, why);
  }

  private void notReady(Kind kind, String why) {
    ready = false;
    readiness.notReady(kind, why);
  }

  /** Returns whether a call can be sent now: the peer is ready, and applies no backpressure. */
  boolean acceptsCalls() {
    return ready && peer != null && peer.isWritable();
  }

  /** Returns the size of the largest message, in bytes, that the server takes. */
  long maxMessageSize() {
    return maxMessageSize;
  }

  /** Returns why calls are queued, for messages. */
  String queuedBecause() {
    return readiness.queuedBecause();
  }

  void send(byte[] frame) {
    send(frame, frame.length);
  }

  /** Sends a frame. Does nothing without a connection. */
  void send(byte[] buffer, int length) {
    if (peer != null) {
      peer.send(buffer, length);
    }
  }

  /** Sends a frame whose array may be reused once it has left. */
  void handOver(byte[] buffer, int length) {
    if (peer != null) {
      peer.handOver(buffer, length);
    }
  }

  /** Marks the connection as proven, since the server ended a call over it. */
  void markProven() {
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

  /**
   * Sends a heartbeat if it is time, and drops a server that is silent or takes nothing.
   *
   * @return when to check again
   */
  long check(long now) {
    if (liveness == null || peer == null) {
      return Timed.NEVER;
    }
    boolean receiving = peer.isReceiving(now, timeout);
    String fault = liveness.fault(receiving, peer.isStalled(now, timeout), now);
    if (fault != null) {
      drop(fault);
      return Timed.NEVER;
    }
    if (liveness.shouldPing(now)) {
      send(FrameWriter.ping());
    }
    if (receiving) {
      liveness.heard(now); // the server's frames are behind the message that it is sending
    }
    return liveness.next();
  }
}
