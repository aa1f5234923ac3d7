package io.tightwire.internal.link.socket;

/**
 * What ZMTP 3 (RFC 23 and RFC 37 of ZeroMQ) allows in a greeting and in the header of a frame.
 *
 * <p>Stateless and thread-safe.
 */
public final class ZmtpRules {

  /** The length of a greeting, in bytes. */
  public static final int GREETING = 64;

  /** Flag of a frame: more parts of the message follow. */
  public static final int MORE = 1;

  /** Flag of a frame: the length has eight bytes, not one. */
  public static final int LONG = 2;

  /** Flag of a frame: it is a command. */
  public static final int COMMAND = 4;

  /** The length of a long length, in bytes. */
  public static final int LENGTH_BYTES = 8;

  /** From that size on, a frame's memory grows with what has come. Commands must be smaller. */
  public static final int LARGE_FRAME = 8192;

  private static final int RESERVED = ~(MORE | LONG | COMMAND);
  private static final int SIGNATURE_END = 9;
  private static final int VERSION = 10;
  private static final int MIN_VERSION = 3;

  private ZmtpRules() {}

  /**
   * Checks one byte of a greeting, as far as it tells ZMTP 3 from anything else.
   *
   * @param index from 0 to {@link #GREETING} - 1
   */
  public static void checkGreeting(int index, byte octet) throws RefusedInputException {
    boolean good =
        switch (index) {
          case 0 -> octet == (byte) 0xff;
          case SIGNATURE_END -> (octet & 1) == 1;
          case VERSION -> (octet & 0xff) >= MIN_VERSION;
          default -> true;
        };
    if (!good) {
      throw new RefusedInputException("it does not speak ZMTP 3");
    }
  }

  /** Checks the flags of a frame. */
  public static void checkFlags(int flags) throws RefusedInputException {
    if ((flags & RESERVED) != 0 || (flags & (COMMAND | MORE)) == (COMMAND | MORE)) {
      throw new RefusedInputException("it sent a frame with flags that ZMTP does not have");
    }
  }

  /**
   * Checks the length of a frame. A negative one is above 2^63.
   *
   * @param maxFrame the largest frame, in bytes
   * @param maxCommand the largest command, in bytes
   */
  public static void checkLength(int flags, long length, int maxFrame, int maxCommand)
      throws RefusedInputException {
    if (length < 0 || length > maxFrame) {
      throw new RefusedInputException("it announced a message of impossible length");
    }
    if ((flags & COMMAND) != 0 && length > maxCommand) {
      throw new RefusedInputException("it announced a command of impossible length");
    }
  }
}
