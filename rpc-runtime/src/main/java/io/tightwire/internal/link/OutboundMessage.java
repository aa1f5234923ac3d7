package io.tightwire.internal.link;

import java.nio.ByteBuffer;
import zmq.Msg;

/**
 * A message on its way out that tells when it begins to be written: the I/O thread asks for its
 * bytes just when it has room for them (in plain, or to encrypt them). JeroMQ itself counts
 * messages, not bytes, and says nothing. Handed from the loop thread to the I/O thread, or to
 * another loop.
 */
final class OutboundMessage extends Msg {

  private final InFlightBytes inFlight;
  private boolean begun;

  OutboundMessage(byte[] bytes, int offset, int length, InFlightBytes inFlight) {
    super(ByteBuffer.wrap(bytes, offset, length).slice()); // JeroMQ writes up to the capacity
    this.inFlight = inFlight;
  }

  @Override
  public ByteBuffer buf() {
    begin();
    return super.buf();
  }

  @Override
  public void transfer(ByteBuffer destination, int from, int length) {
    begin();
    super.transfer(destination, from, length);
  }

  /** It makes room for others. */
  void begin() {
    if (!begun) {
      begun = true;
      inFlight.onBegun(size());
    }
  }
}
