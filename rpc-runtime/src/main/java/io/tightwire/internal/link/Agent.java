package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * A state machine that runs inside a link's loop. The loop reports events to it, and it says when
 * it has to be called again. It never blocks, never runs user code and never throws.
 *
 * <p>{@code now} is {@link System#nanoTime()}, read once a pass. Confined to the loop thread.
 *
 * @param <C> what other threads post to it
 */
public interface Agent<C> {

  /**
   * Handles a command that was posted. It may be called after {@link #onClosed}; the command must
   * then have its outcome immediately.
   */
  void onCommand(C command, long now);

  /**
   * A connection can be written to. On a client: the peers follow one another, never two at a time.
   * On a server: the sender of a first message, just before that message.
   */
  void onConnected(Peer peer, long now);

  /**
   * One message, whole.
   *
   * @param message the agent's to keep
   */
  void onMessage(Peer peer, byte[] message, long now);

  /**
   * A connection is gone, with everything still queued for it. Nothing more comes from this peer.
   *
   * @param reason why, for messages: "connection lost", "…"
   */
  void onDisconnected(Peer peer, DisconnectReason reason, long now);

  /**
   * On a client: an attempt to connect came to nothing. Others follow.
   *
   * @param reason for messages
   */
  default void onFailed(DisconnectReason reason, long now) {}

  /**
   * On a client: the server does not let it in, since it does not know its key. It will try again.
   *
   * @param reason for messages
   */
  default void onRefused(String reason, long now) {}

  /**
   * Called once every pass, after everything else, to do what is due.
   *
   * @return when to be called again at the latest, as a {@link System#nanoTime()}; {@link
   *     Long#MAX_VALUE} for no matter when
   */
  long onTick(long now);

  /**
   * How many bytes of the messages that it got it keeps. On a server, they count as if they were
   * still being received: what does not fit beside them waits for a while.
   */
  default long keptBytes() {
    return 0;
  }

  /**
   * Returns whether streams flow: then what comes next had better be gathered, while the loop
   * sleeps, than be passed on item by item.
   *
   * @param now of the pass that is about to end
   */
  default boolean isStreaming(long now) {
    return false;
  }

  /**
   * The loop ends: it was closed, or it failed. Every peer is gone; only commands can still come.
   *
   * @param failure what broke the loop; null if it was closed
   */
  void onClosed(@Nullable Throwable failure);

  /**
   * The loop is over: its sockets are closed, no method is called any more. Called by the loop's
   * own thread.
   *
   * @param failure what broke the loop; null if it was closed
   */
  default void onEnded(@Nullable Throwable failure) {}
}
