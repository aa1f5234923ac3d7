package io.tightwire.internal.link;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * What JeroMQ's decoder fills: the two faults of that decoder end here.
 *
 * <ul>
 *   <li>It takes a 64-bit length for good if it is negative, or if its lower half is: a few bytes
 *       from anybody would make the I/O thread allocate gigabytes, or throw and die. And it
 *       allocates what is announced before it comes. Here, a length out of bounds, or more than the
 *       peer's {@link Intake} allows, allocates nothing, and the peer is dropped for it.
 *   <li>It queues the parts of a message, without bound, until the last one comes. Here, each part
 *       passes as a message of its own, to be recognised and thrown away.
 * </ul>
 *
 * Filled by the I/O thread, then read by the loop thread.
 */
final class Frame extends Msg {

  private final boolean outOfBounds;
  private boolean partOfMore;

  private Frame(int size, boolean outOfBounds) {
    super(size);
    this.outOfBounds = outOfBounds;
  }

  static MsgAllocator upTo(int maxMessageSize) {
    return size -> {
      StreamChannel from = IoThread.handled();
      boolean fits = size >= 0 && size <= maxMessageSize && (from == null || from.announces(size));
      return fits ? new Frame(size, false) : new Frame(0, true);
    };
  }

  @Override
  public void setFlags(int flags) {
    super.setFlags(flags & ~MORE);
    partOfMore |= (flags & MORE) != 0;
  }

  /** Whether its length was impossible; what follows it on the connection is garbage. */
  boolean isOutOfBounds() {
    return outOfBounds;
  }

  /** Whether more parts of the same message follow. */
  boolean isPartOfMore() {
    return partOfMore;
  }
}
