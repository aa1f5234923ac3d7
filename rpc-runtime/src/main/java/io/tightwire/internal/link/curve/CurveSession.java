package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tightwire.internal.link.socket.RefusedInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The messages of one connection after its handshake, as a server encrypts and decrypts them. Each
 * direction is confined to one thread at a time.
 */
public final class CurveSession {

  /** Flag of a message: it is one of several parts, and not the last. */
  public static final int MORE = 1;

  /** Flag of a message: it is a command. */
  public static final int COMMAND = 2;

  private static final byte[] NAME = "\7MESSAGE".getBytes(US_ASCII);
  private static final int NONCE = NAME.length;
  private static final int FLAGS = Boxes.CONTENTS; // name and nonce are as long as the padding
  private static final int CONTENTS = FLAGS + 1;

  /** The bytes that encryption adds to a message. */
  public static final int OVERHEAD = CONTENTS;

  private final Boxes boxes;

  /** The last nonce of the other side. */
  private long received;

  /** The last nonce of this side: READY has had the first. */
  private long sent = 1;

  CurveSession(Boxes boxes, long received) {
    this.boxes = boxes;
    this.received = received;
  }

  /**
   * Returns the encrypted form of a message, or of a command. They have to be sent in this order.
   *
   * @param flags {@link #COMMAND} or 0
   */
  public byte[] seal(int flags, byte[] message, int offset, int length) {
    byte[] frame = new byte[CONTENTS + length];
    frame[FLAGS] = (byte) flags;
    System.arraycopy(message, offset, frame, CONTENTS, length);
    boxes.sealInPlace(Boxes.nonce("CurveZMQMESSAGES", ++sent), frame);
    ByteBuffer.wrap(frame).put(NAME).putLong(sent);
    return frame;
  }

  /**
   * Decrypts the next message of the other side where it is.
   *
   * @throws RefusedInputException if it was not made by the other side, or not in this order
   */
  public void open(byte[] frame) throws RefusedInputException {
    if (frame.length < CONTENTS || !Arrays.equals(frame, 0, NONCE, NAME, 0, NONCE)) {
      throw new RefusedInputException("it sent something else than an encrypted message");
    }
    long nonce = ByteBuffer.wrap(frame).getLong(NONCE);
    if (nonce <= received || !boxes.openInPlace(Boxes.nonce("CurveZMQMESSAGEC", nonce), frame)) {
      throw new RefusedInputException("it sent a message that can't be decrypted");
    }
    received = nonce;
  }

  /** Returns the flags of a message that was decrypted. */
  public static int flags(byte[] opened) {
    return opened[FLAGS];
  }

  /** Returns the contents of a message that was decrypted. */
  public static byte[] contents(byte[] opened) {
    return Arrays.copyOfRange(opened, CONTENTS, opened.length);
  }
}
