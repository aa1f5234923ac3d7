package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.socket.MessageAssembler;
import java.nio.ByteBuffer;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * An {@link InboundMessage} that JeroMQ's decoder fills. It works around three faults of that
 * decoder:
 *
 * <ul>
 *   <li>It allocates the announced length, however large, before the bytes come. Here, a large
 *       frame is {@linkplain MessageAssembler assembled} before JeroMQ hears of it; JeroMQ finds
 *       nothing left to fill.
 *   <li>It keeps the last message until the next one comes. Here, the bytes are released when they
 *       are {@linkplain InboundMessage#take taken}.
 *   <li>It queues the parts of a message, without bound, until the last one comes. Here, each part
 *       passes as a message, to be recognised and thrown away.
 * </ul>
 *
 * <p>Handed from the I/O thread, which fills it, to the loop thread; confined to one of them at a
 * time.
 */
final class InboundMsg extends Msg {

  private static final byte[] NONE = new byte[0];

  /** Where the bytes of an encrypted message begin, behind the command's name and the nonce. */
  private static final int BOX = 16;

  private final InboundMessage message;
  private final int size;
  private final boolean complete;
  private final boolean outOfBounds;
  private boolean partOfMore;

  private InboundMsg(InboundMessage message, boolean complete, boolean outOfBounds) {
    super(NONE);
    this.message = message;
    this.size = message.bytes().length;
    this.complete = complete;
    this.outOfBounds = outOfBounds;
  }

  /**
   * Returns an allocator that gives JeroMQ small frames to fill, and large ones that are complete.
   */
  static MsgAllocator allocator() {
    return size -> {
      if (size >= 0 && size < ZmtpScanner.LARGE_FRAME) {
        return new InboundMsg(new InboundMessage(new byte[size]), false, false);
      }
      StreamChannel from = IoThread.handled();
      InboundMessage assembled = from == null ? null : from.assembled(size);
      return assembled == null
          ? new InboundMsg(new InboundMessage(NONE), false, true)
          : new InboundMsg(assembled, true, false);
    };
  }

  /** Returns the message of a frame; a plain {@code Msg} holds what JeroMQ has decrypted. */
  static InboundMessage messageOf(Msg msg) {
    return msg instanceof InboundMsg inbound ? inbound.message : new InboundMessage(msg.data());
  }

  @Override
  public void setFlags(int flags) {
    super.setFlags(flags & ~MORE);
    partOfMore |= (flags & MORE) != 0;
  }

  /** Returns whether its length was impossible; what follows it on the connection is garbage. */
  boolean isOutOfBounds() {
    return outOfBounds;
  }

  /** Returns whether more parts of the same message follow. */
  boolean isPartOfMore() {
    return partOfMore;
  }

  @Override
  public int size() {
    return size;
  }

  /** Returns the buffer that JeroMQ's decoder is to fill. */
  @Override
  public ByteBuffer buf() {
    return ByteBuffer.wrap(complete ? NONE : message.bytes());
  }

  @Override
  public byte[] data() {
    return message.bytes();
  }

  @Override
  public byte get(int index) {
    return message.bytes()[index];
  }

  @Override
  public int getBytes(int index, byte[] into, int offset, int length) {
    int count = Math.min(length, size - index);
    System.arraycopy(message.bytes(), index, into, offset, count);
    return count;
  }

  @Override
  public int getBytes(int index, ByteBuffer into, int length) {
    int count = Math.min(Math.min(length, size - index), into.remaining());
    into.put(message.bytes(), index, count);
    return count;
  }

  @Override
  public long getLong(int offset) {
    return ByteBuffer.wrap(message.bytes()).getLong(offset);
  }

  @Override
  public int getInt(int offset) {
    return ByteBuffer.wrap(message.bytes()).getInt(offset);
  }

  @Override
  public int getShort(int offset) {
    return ByteBuffer.wrap(message.bytes()).getShort(offset) & 0xffff;
  }

  /** Releases the bytes of an encrypted message once all of them were decrypted. */
  @Override
  public void transfer(ByteBuffer into, int offset, int length) {
    into.put(message.bytes(), offset, length);
    if (offset == BOX && offset + length == size) {
      byte[] unused = message.take();
    }
  }
}
