package io.tightwire.internal.link;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Judges what a peer sends as it is read, before JeroMQ makes anything of it.
 *
 * <ul>
 *   <li>The first bytes must be those of ZMTP 3 (or later, which answers as 3). JeroMQ would speak
 *       older versions too, whose connections can't be told apart.
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

  private final long allowance;
  private volatile long left;
  private volatile boolean spoken;
  private int greeting;

  private Intake(long first, long allowance) {
    this.left = first;
    this.allowance = allowance;
  }

  /** Of somebody who came in. */
  static Intake ofNewcomer(LinkOptions options) {
    return new Intake(
        options.admission().firstMessageBytes(), options.maxMessageSize() + (long) SLACK);
  }

  /** Of somebody who was connected to. */
  static Intake ofServer(int maxMessageSize) {
    return new Intake(maxMessageSize + (long) SLACK, maxMessageSize + (long) SLACK);
  }

  /** A message came out of what was read. Called by the loop thread. */
  void message() {
    spoken = true;
    left = allowance;
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
