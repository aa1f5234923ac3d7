package io.tightwire.internal.link;

import io.tightwire.internal.flow.LargeBytes;
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
   * Handles the start of a client's link, before every other event.
   *
   * @param targets says which servers to connect to
   */
  default void onOpened(Targets targets, long now) {}

  /**
   * Handles a command that was posted. It may be called after {@link #onClosed}; the command must
   * then have its outcome immediately.
   */
  void onCommand(C command, long now);

  /**
   * Handles a new connection, which can be written to. On a client, a target has one peer at a
   * time, and those that are being replaced. On a server, called for the sender of a first message,
   * just before that message.
   */
  void onConnected(Peer peer, long now);

  /**
   * Handles one whole message.
   *
   * @param message the bytes, which the agent may keep
   */
  void onMessage(Peer peer, byte[] message, long now);

  /**
   * Handles a large message. Its only reader may release it, and nobody need.
   *
   * @param message the agent's
   */
  default void onLargeMessage(Peer peer, LargeBytes message, long now) {
    byte[] copy = message.copy();
    message.release();
    onMessage(peer, copy, now);
  }

  /**
   * Handles the loss of a connection, with everything still queued for it. No more events of this
   * peer follow.
   *
   * @param reason why, for messages: "connection lost", "…"
   */
  void onDisconnected(Peer peer, DisconnectReason reason, long now);

  /**
   * Handles a failed attempt of a client to connect. Other attempts follow.
   *
   * @param endpoint the target
   * @param reason for messages
   */
  default void onFailed(Endpoint endpoint, DisconnectReason reason, long now) {}

  /**
   * Handles a server's refusal of this client's key. Other attempts follow.
   *
   * @param endpoint the target
   * @param reason for messages
   */
  default void onRefused(Endpoint endpoint, String reason, long now) {}

  /**
   * Called once every pass, after everything else, to do what is due.
   *
   * @return the latest time to call it again, as a {@link System#nanoTime()}; {@link
   *     Long#MAX_VALUE} for none
   */
  long onTick(long now);

  /**
   * Returns the number of bytes of received messages that the agent keeps. On a server, they count
   * as if they were still being received: a message that does not fit beside them waits for a
   * while.
   */
  default long keptBytes() {
    return 0;
  }

  /**
   * Returns whether streams flow: then the loop sleeps, so that items are gathered and not passed
   * on one by one.
   *
   * @param now the time of the pass that is about to end
   */
  default boolean isStreaming(long now) {
    return false;
  }

  /**
   * Returns a task that came in this pass and that the loop's thread is to run, after which it asks
   * for the next one. The task may be run by a thread that does not lead the loop any more by its
   * end. Other tasks are given to other threads. Called after each pass, or in each pass before
   * {@link #onTick}.
   *
   * @param runner says whether the loop's thread can run a task
   * @return null if there is none
   */
  default TaskRunner.@Nullable Task nextTask(TaskRunner runner) {
    return null;
  }

  /**
   * Returns whether all open calls are those of threads that wait for them and may run the loop. On
   * a client only.
   */
  default boolean callersMayDrive() {
    return false;
  }

  /**
   * Handles the end of the loop, which was closed or has failed. Every peer is gone; only commands
   * can still follow.
   *
   * @param failure the failure that broke the loop; null if it was closed
   */
  void onClosed(@Nullable Throwable failure);

  /**
   * Handles the termination of the loop: its sockets are closed, and no other method is called any
   * more. Called by the loop's own thread.
   *
   * @param failure the failure that broke the loop; null if it was closed
   */
  default void onEnded(@Nullable Throwable failure) {}
}
