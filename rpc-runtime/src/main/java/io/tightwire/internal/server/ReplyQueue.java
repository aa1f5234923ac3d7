package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemQueue;
import java.util.ArrayDeque;

/**
 * The replies of one client that are not yet handed to the link. While the peer is writable, they
 * go on immediately; while it applies backpressure, they wait here, where they can still be
 * cancelled: last frames, which count in the client's {@link ResponseBytes}, and items in their own
 * bounded streams. Streams take turns. Confined to the loop thread.
 */
final class ReplyQueue {

  private final Peer peer;
  private final ResponseBytes responses;
  private final ArrayDeque<ServerCall> calls = new ArrayDeque<>();

  /** Creates an empty queue. */
  ReplyQueue(Peer peer, ResponseBytes responses) {
    this.peer = peer;
    this.responses = responses;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Adds a call that has items to send. */
  void add(ServerCall call) {
    if (!call.inReplyQueue) {
      call.inReplyQueue = true;
      calls.add(call);
    }
  }

  /** Adds a call's last frame, to be sent after its items. It was counted when it was encoded. */
  void finish(ServerCall call, byte[] buffer, int length, RpcStatus status) {
    if (call.lastFrame != null) {
      responses.release(length); // the first one counts
      return;
    }
    call.lastFrame = buffer;
    call.lastLength = length;
    call.lastStatus = status;
    add(call);
  }

  /** Sends as much as the peer takes now. */
  void flush(AdmittedCalls open, long now) {
    while (!calls.isEmpty() && peer.isWritable()) {
      ServerCall call = calls.remove();
      call.inReplyQueue = false;
      byte[] last = call.lastFrame;
      int length = call.lastLength;
      if (open.isOpen(call) && sendItems(call) && last != null) {
        boolean unused = open.complete(call, call.lastStatus, now);
        peer.handOver(last, length);
      }
    }
  }

  /**
   * Sends a run of items; then it is another call's turn. The call's next turn comes if it is in
   * the queue, or with more credit.
   *
   * @return whether no items are left
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

  /** Drops what is queued of a call that has ended. */
  void discard(ServerCall call) {
    if (call.lastFrame != null) {
      responses.release(call.lastLength);
      call.lastFrame = null;
    }
    if (call.isStream()) {
      call.items().close();
    }
  }
}
