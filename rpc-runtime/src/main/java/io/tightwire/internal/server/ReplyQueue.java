package io.tightwire.internal.server;

import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemQueue;
import java.util.ArrayDeque;

/**
 * What one client is to be sent of its calls. Goes on to the peer while that keeps up, and waits
 * here, where it can still be called off, while it does not: final frames, which count in the
 * client's {@link ResponseBytes}, items in their own bounded streams. Streams take turns. Confined
 * to the loop thread.
 */
final class ReplyQueue {

  private final Peer peer;
  private final ResponseBytes responses;
  private final ArrayDeque<ServerCall> calls = new ArrayDeque<>();

  /** Nothing yet. */
  ReplyQueue(Peer peer, ResponseBytes responses) {
    this.peer = peer;
    this.responses = responses;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** A call has items to send. */
  void add(ServerCall call) {
    if (!call.flowing) {
      call.flowing = true;
      calls.add(call);
    }
  }

  /** A call's last frame, to be sent after its items. It was counted when it was made. */
  void finish(ServerCall call, byte[] buffer, int length) {
    if (call.last != null) {
      responses.release(length); // what came first counts
      return;
    }
    call.last = buffer;
    call.lastLength = length;
    add(call);
  }

  /** Sends on what the peer takes now. */
  void flush(AdmittedCalls open) {
    while (!calls.isEmpty() && peer.isWritable()) {
      ServerCall call = calls.remove();
      call.flowing = false;
      byte[] last = call.last;
      int length = call.lastLength;
      if (open.isOpen(call) && sendItems(call) && last != null) {
        open.close(call);
        peer.send(last, length);
      }
    }
  }

  /**
   * A run of items, and then it is another call's turn. Returns whether none are left. The call's
   * next turn comes by itself, or with more credit.
   */
  private boolean sendItems(ServerCall call) {
    if (!call.isStream()) {
      return true;
    }
    ItemQueue.Run run = call.items().poll();
    boolean all = call.items().isEmpty();
    if (run != null) {
      peer.send(run.buffer(), run.offset(), run.length());
      if (!all) {
        add(call);
      }
    }
    return all;
  }

  /** A call is over: what waits of it will not be sent. */
  void forget(ServerCall call) {
    if (call.last != null) {
      responses.release(call.lastLength);
      call.last = null;
    }
    if (call.isStream()) {
      call.items().close();
    }
  }
}
