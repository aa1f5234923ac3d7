package io.tightwire.internal.link;

import java.nio.ByteBuffer;
import zmq.Msg;

/**
 * A message on its way out that tells when it leaves: the I/O thread asks for its bytes just when
 * it has room for them (in plain, or to encrypt them). JeroMQ itself counts messages, not bytes,
 * and says nothing. Handed from the loop thread to the I/O thread, or to another loop.
 */
final class Parcel extends Msg {

  /** Roughly what an object in JeroMQ's queue costs, whatever its length. */
  static final int OVERHEAD = 256;

  private final Transit transit;
  private boolean left;

  Parcel(byte[] bytes, int offset, int length, Transit transit) {
    super(ByteBuffer.wrap(bytes, offset, length).slice()); // JeroMQ writes up to the capacity
    this.transit = transit;
  }

  @Override
  public ByteBuffer buf() {
    leave();
    return super.buf();
  }

  @Override
  public void transfer(ByteBuffer destination, int from, int length) {
    leave();
    super.transfer(destination, from, length);
  }

  /** It makes room for others. */
  void leave() {
    if (!left) {
      left = true;
      transit.left(size() + OVERHEAD);
    }
  }
}
