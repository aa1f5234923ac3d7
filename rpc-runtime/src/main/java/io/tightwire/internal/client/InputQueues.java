package io.tightwire.internal.client;

import io.tightwire.internal.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * The streams that a client's calls send: what servers say about them, and the queues that wait for
 * a peer to be writable. Confined to the loop thread.
 */
final class InputQueues {

  /** The queues that are not empty, since their peers are not writable. */
  private final List<InputQueue> held = new ArrayList<>();

  /**
   * Takes a frame about the stream that a call sends.
   *
   * @return false if the frame is not about one
   */
  static boolean take(ClientCalls calls, ServerConnection from, Frame frame) {
    if (!(frame instanceof Frame.Credit || frame instanceof Frame.Stop)) {
      return false;
    }
    ClientCall call = from.respondingCall(frame.id());
    if (call == null) {
      return true; // it has ended already: frames cross
    }
    InputSender input = call.input();
    if (input == null) {
      return false;
    }
    if (frame instanceof Frame.Credit credit) {
      input.grant(calls, from, credit);
    } else {
      input.stop();
    }
    return true;
  }

  /** Sends what a call has ready, as soon as its peer is writable. */
  void send(InputQueue queue, InputSender sender) {
    queue.add(sender);
    queue.flush();
    if (!queue.isHeld && !queue.isEmpty()) {
      queue.isHeld = true;
      held.add(queue);
    }
  }

  /** Returns whether nothing waits; for tests. */
  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Sends what waits, to the peers that are writable by now. */
  void flush() {
    if (!held.isEmpty()) {
      held.removeIf(
          queue -> {
            queue.flush();
            queue.isHeld = !queue.isEmpty();
            return !queue.isHeld;
          });
    }
  }
}
