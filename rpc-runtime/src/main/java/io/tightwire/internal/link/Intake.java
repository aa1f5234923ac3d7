package io.tightwire.internal.link;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Judges what a peer sends as it is read, before JeroMQ makes anything of it.
 *
 * <ul>
 *   <li>The first bytes must be those of ZMTP 3 (or later, which answers as 3). JeroMQ would speak
 *       older versions too, whose connections can't be told apart.
 *   <li>JeroMQ allocates what a peer announces before it comes. Of somebody who has not sent a
 *       message yet that is little, and of all together a share of the memory.
 *   <li>After so many bytes a message must have come out of them. JeroMQ keeps without bound what
 *       it can't hand over: parts of a message whose last never comes, all that comes by a
 *       connection with somebody else's routing id.
 * </ul>
 *
 * Confined to the I/O thread, but for {@link #message()}.
 */
final class Intake {

  /** More than JeroMQ reads at once, and than a handshake or encryption adds. */
  private static final int SLACK = 64 * 1024;

  private static final int SIGNATURE_END = 9;
  private static final int VERSION = 10;
  private static final int MIN_VERSION = 3;

  /** Frames that are smaller don't count. */
  private static final int SMALL = 64 * 1024;

  private final long allowance;
  private final int first;
  private final Reserve reserve;
  private long reserved;

  /**
   * Plain, though the loop's own thread may set it before it moves to the I/O thread: it sees it
   * then.
   */
  private long left;

  private volatile boolean spoken;
  private int greeting;

  private Intake(int first, long allowance, Reserve reserve) {
    this.left = first;
    this.first = first;
    this.allowance = allowance;
    this.reserve = reserve;
  }

  /** Of somebody who came in. */
  static Intake ofNewcomer(LinkOptions options, Reserve reserve) {
    return new Intake(
        options.admission().firstMessageBytes(), options.maxMessageSize() + (long) SLACK, reserve);
  }

  /** Of somebody who was connected to. */
  static Intake ofServer(int maxMessageSize) {
    long all = maxMessageSize + (long) SLACK;
    return new Intake((int) Math.min(all, Integer.MAX_VALUE), all, new Reserve(all));
  }

  /** A message came out of what was read. Called by the loop thread. */
  void message() {
    if (!spoken) {
      spoken = true; // costs more than to look
    }
    left = allowance;
    if (reserved > 0) {
      release();
    }
  }

  private void release() {
    reserve.give(reserved);
    reserved = 0;
  }

  /** Nothing more comes. */
  void end() {
    release();
  }

  /** Whether a frame may come of so many bytes. */
  boolean announces(long bytes) {
    if (!spoken) {
      return bytes <= first;
    }
    if (bytes <= SMALL) {
      return true;
    }
    if (!reserve.take(bytes)) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  /** Whether a message came, ever. */
  boolean hasSpoken() {
    return spoken;
  }

  /**
   * Looks at what was read.
   *
   * @param buffer holds it, from {@code from} to its position
   * @throws IOException if the connection is to end for it
   */
  void take(ByteBuffer buffer, int from) throws IOException {
    for (int i = from; greeting <= VERSION && i < buffer.position(); i++, greeting++) {
      int octet = buffer.get(i) & 0xff;
      boolean good =
          switch (greeting) {
            case 0 -> octet == 0xff;
            case SIGNATURE_END -> (octet & 1) == 1;
            case VERSION -> octet >= MIN_VERSION;
            default -> true;
          };
      if (!good) {
        throw new IOException("it does not speak ZMTP 3");
      }
    }
    long rest = left - (buffer.position() - from);
    left = rest;
    if (rest < 0) {
      throw new IOException(
          spoken
              ? "it sent more than the largest message without ending one"
              : "it sent a lot and no message");
    }
  }
}
