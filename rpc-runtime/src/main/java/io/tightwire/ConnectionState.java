package io.tightwire;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a client's connection to its server, and the reason for it.
 *
 * <p>Immutable.
 */
public final class ConnectionState {

  /** The kinds of states. More may be added. */
  public enum Kind {
    /** There is no connection yet, or no longer. The client connects automatically. */
    CONNECTING,
    /** Calls can be sent. */
    READY,
    /** The server is connected, and says that it is not ready: it shall get no calls yet. */
    NOT_READY,
    /** The server finishes the calls that it has, and accepts no others on this connection. */
    GOING_AWAY,
    /** The client was closed, or its loop failed. This is the last state. */
    CLOSED
  }

  private final Kind kind;
  private final @Nullable String reason;

  private ConnectionState(Kind kind, @Nullable String reason) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.reason = reason;
  }

  /**
   * Returns a state.
   *
   * @param kind what kind of state it is
   * @param reason why the client is in it; null if there is nothing to say
   * @return the state
   */
  public static ConnectionState of(Kind kind, @Nullable String reason) {
    return new ConnectionState(kind, reason);
  }

  /**
   * Returns the kind.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns why the client is in this state, for people to read.
   *
   * @return the reason; empty if ready
   */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Returns whether calls can be sent.
   *
   * @return whether the kind is {@link Kind#READY}
   */
  public boolean isReady() {
    return kind == Kind.READY;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionState that
        && kind == that.kind
        && Objects.equals(reason, that.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, reason);
  }

  @Override
  public String toString() {
    return reason == null ? kind.name() : kind + " (" + reason + ')';
  }
}
