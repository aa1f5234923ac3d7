package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.OutboundMessage;
import java.nio.ByteBuffer;
import zmq.Msg;

/**
 * An {@link OutboundMessage} as JeroMQ sends it. It reports when it begins to be written: the I/O
 * thread gets its bytes only when it has space for them, in plain or to encrypt them. JeroMQ counts
 * messages, not bytes, and does not report them. Handed from the loop thread to the I/O thread;
 * confined to one of them at a time.
 */
final class OutboundMsg extends Msg {

  private final OutboundMessage message;

  OutboundMsg(OutboundMessage message) {
    super(bufferOf(message));
    this.message = message;
  }

  /** JeroMQ writes up to the capacity, and begins at the array's offset. */
  private static ByteBuffer bufferOf(OutboundMessage message) {
    ByteBuffer buffer = ByteBuffer.wrap(message.array(), message.offset(), message.size());
    return buffer.capacity() == message.size() ? buffer : buffer.slice();
  }

  @Override
  public ByteBuffer buf() {
    message.begin();
    return super.buf();
  }

  @Override
  public void transfer(ByteBuffer destination, int from, int length) {
    message.begin();
    super.transfer(destination, from, length);
  }
}
