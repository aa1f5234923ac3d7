package io.tightwire.internal.link;

/**
 * Says why a connection is gone, or was not made. Immutable.
 *
 * @param kind for decisions
 * @param text for messages
 */
public record DisconnectReason(Kind kind, String text) {

  /** What happened. */
  public enum Kind {
    /** No connection could be made. */
    UNREACHABLE,
    /** A connection was made, and ended before the peer had shown that it accepts this side. */
    HANDSHAKE,
    /** The peer ended the connection, or the network did. */
    LOST,
    /** This side closed its link. */
    CLOSED,
    /** This side dropped the connection for a fault of the peer. */
    DROPPED,
    /** This side failed. */
    FAILED
  }

  private static final DisconnectReason LOST = lost("connection lost");
  private static final DisconnectReason CLOSED = new DisconnectReason(Kind.CLOSED, "closed");

  public static DisconnectReason unreachable(String text) {
    return new DisconnectReason(Kind.UNREACHABLE, text);
  }

  public static DisconnectReason handshake(String text) {
    return new DisconnectReason(Kind.HANDSHAKE, text);
  }

  /** Returns the reason of a connection that was lost for no known cause. */
  public static DisconnectReason lost() {
    return LOST;
  }

  public static DisconnectReason lost(String text) {
    return new DisconnectReason(Kind.LOST, text);
  }

  public static DisconnectReason closed() {
    return CLOSED;
  }

  public static DisconnectReason dropped(String text) {
    return new DisconnectReason(Kind.DROPPED, text);
  }

  public static DisconnectReason failed(Throwable cause) {
    return new DisconnectReason(Kind.FAILED, "failed: " + cause);
  }

  /** Returns whether the connection ended ordinarily, without a fault of either side. */
  public boolean isOrdinary() {
    return kind == Kind.LOST || kind == Kind.CLOSED;
  }

  @Override
  public String toString() {
    return text;
  }
}
