package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayDeque;

/**
 * What one client is to be sent of its calls. Goes on to the peer while that keeps up, and waits
 * here, where it can still be called off, while it does not: final frames up to a bound in bytes,
 * items in their own bounded streams. Streams take turns. Confined to the loop thread.
 */
final class Outflow {

  private final Peer peer;
  private final Budget own;
  private final Budget all;
  private final ArrayDeque<ServerCall> calls = new ArrayDeque<>();

  /**
   * Nothing yet.
   *
   * @param own what waits for this client
   * @param all what waits for all of them
   */
  Outflow(Peer peer, Budget own, Budget all) {
    this.peer = peer;
    this.own = own;
    this.all = all;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** How much the final frames have that wait; for tests. */
  long bytes() {
    return own.used();
  }

  /** A call has items to send. */
  void add(ServerCall call) {
    if (!call.flowing) {
      call.flowing = true;
      calls.add(call);
    }
  }

  /** A call's last frame, to be sent after its items. Too much of them: the call fails instead. */
  void finish(ServerCall call, byte[] buffer, int length) {
    if (call.last != null) {
      return; // what came first counts
    }
    if (!leavesAtOnce() && !(own.hasRoom(length) && all.hasRoom(length))) {
      byte[] error =
          FrameWriter.error(
              call.id(),
              RpcStatus.RESOURCE_EXHAUSTED.name(),
              "The answer of "
                  + call.name()
                  + " was dropped: the client does not keep up, and "
                  + own.used()
                  + " bytes wait for it",
              true);
      call.last = error;
      call.lastLength = error.length;
    } else {
      call.last = buffer;
      call.lastLength = length;
    }
    own.take(call.lastLength);
    all.take(call.lastLength);
    add(call);
  }

  private boolean leavesAtOnce() {
    return calls.isEmpty() && peer.isWritable();
  }

  /** Sends on what the peer takes now. */
  void flush(OpenCalls open) {
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
      own.give(call.lastLength);
      all.give(call.lastLength);
      call.last = null;
    }
  }
}
