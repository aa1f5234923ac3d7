package io.tightwire.internal.link;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * What JeroMQ's decoder fills: three faults of that decoder end here.
 *
 * <ul>
 *   <li>It allocates what is announced before it comes, whatever the length. Here, a large frame is
 *       {@linkplain MessageAssembler assembled} before JeroMQ hears of it; JeroMQ finds nothing
 *       left to fill.
 *   <li>It keeps the last message until the next one comes. Here, the bytes are given up when they
 *       are {@linkplain #take taken}.
 *   <li>It queues the parts of a message, without bound, until the last one comes. Here, each part
 *       passes as a message of its own, to be recognised and thrown away.
 * </ul>
 *
 * Filled by the I/O thread, then read by the loop thread.
 */
final class InboundMessage extends Msg {

  private static final byte[] NONE = new byte[0];

  /** Where the bytes of an encrypted message begin, behind the command's name and the nonce. */
  private static final int BOX = 16;

  private final int size;
  private final InboundBudget.@Nullable Share budget;
  private final boolean outOfBounds;
  private byte[] bytes;
  private boolean partOfMore;

  private InboundMessage(byte[] bytes, InboundBudget.@Nullable Share budget, boolean outOfBounds) {
    super(NONE);
    this.bytes = bytes;
    this.size = bytes.length;
    this.budget = budget;
    this.outOfBounds = outOfBounds;
  }

  /** A large one, complete. */
  InboundMessage(byte[] bytes, InboundBudget.Share budget) {
    this(bytes, budget, false);
  }

  /** Gives JeroMQ small frames to fill, and large ones that are complete. */
  static MsgAllocator allocator() {
    return size -> {
      if (size >= 0 && size < ZmtpScanner.LARGE_FRAME) {
        return new InboundMessage(new byte[size], null, false);
      }
      StreamChannel from = IoThread.handled();
      InboundMessage assembled = from == null ? null : from.assembled(size);
      return assembled == null ? new InboundMessage(NONE, null, true) : assembled;
    };
  }

  /** The message, which is the caller's from now on: nothing of it is kept here. */
  byte[] take() {
    byte[] taken = bytes;
    bytes = NONE;
    if (budget != null && taken != NONE) {
      budget.release(taken.length);
    }
    return taken;
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

  @Override
  public int size() {
    return size;
  }

  /** What JeroMQ's decoder is to fill. */
  @Override
  public ByteBuffer buf() {
    return budget == null ? ByteBuffer.wrap(bytes) : ByteBuffer.wrap(NONE);
  }

  @Override
  public byte[] data() {
    return bytes;
  }

  @Override
  public byte get(int index) {
    return bytes[index];
  }

  @Override
  public int getBytes(int index, byte[] into, int offset, int length) {
    int count = Math.min(length, size - index);
    System.arraycopy(bytes, index, into, offset, count);
    return count;
  }

  @Override
  public int getBytes(int index, ByteBuffer into, int length) {
    int count = Math.min(Math.min(length, size - index), into.remaining());
    into.put(bytes, index, count);
    return count;
  }

  @Override
  public long getLong(int offset) {
    return ByteBuffer.wrap(bytes).getLong(offset);
  }

  @Override
  public int getInt(int offset) {
    return ByteBuffer.wrap(bytes).getInt(offset);
  }

  @Override
  public int getShort(int offset) {
    return ByteBuffer.wrap(bytes).getShort(offset) & 0xffff;
  }

  /** With CURVE: once all of an encrypted message was taken, it is not needed any more. */
  @Override
  public void transfer(ByteBuffer into, int offset, int length) {
    into.put(bytes, offset, length);
    if (offset == BOX && offset + length == size) {
      byte[] unused = take();
    }
  }
}
