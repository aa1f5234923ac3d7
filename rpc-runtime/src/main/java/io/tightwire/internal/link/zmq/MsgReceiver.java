package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.Connection;
import zmq.Msg;

/**
 * Delivers the frames that JeroMQ received from one peer, as far as they are whole messages.
 * Confined to the loop thread.
 */
final class MsgReceiver {

  private final Connection connection;

  /** Whether the last frame was a part of a message, and not the last one. */
  private boolean inParts;

  MsgReceiver(Connection connection) {
    this.connection = connection;
  }

  void deliver(Msg msg, long now) {
    if (msg instanceof InboundMsg inbound && !isWhole(inbound)) {
      byte[] unused = InboundMsg.messageOf(msg).take();
    } else {
      connection.deliver(InboundMsg.messageOf(msg), now);
    }
  }

  private boolean isWhole(InboundMsg frame) {
    if (frame.isOutOfBounds()) {
      connection.drop("it announced a message of impossible length, or one above its limit");
      return false;
    }
    boolean whole = !inParts && !frame.isPartOfMore();
    inParts = frame.isPartOfMore();
    return whole;
  }
}
