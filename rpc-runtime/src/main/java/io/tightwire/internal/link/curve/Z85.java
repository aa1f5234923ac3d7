package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Keys as text (RFC 32 of ZeroMQ). Stateless and thread-safe. */
final class Z85 {

  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

  private static final int DIGITS_A_WORD = 5;

  private Z85() {}

  /** Returns the text of bytes, whose number is a multiple of four. */
  static String encode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] out = new byte[bytes.length / Integer.BYTES * DIGITS_A_WORD];
    for (int at = 0; at < out.length; at += DIGITS_A_WORD) {
      long word = in.getInt() & 0xffffffffL;
      for (int i = DIGITS_A_WORD - 1; i >= 0; i--) {
        out[at + i] = (byte) DIGITS.charAt((int) (word % DIGITS.length()));
        word /= DIGITS.length();
      }
    }
    return new String(out, US_ASCII);
  }

  /** Returns the bytes of a valid text. */
  static byte[] decode(String text) {
    ByteBuffer out = ByteBuffer.allocate(text.length() / DIGITS_A_WORD * Integer.BYTES);
    for (int at = 0; at < text.length(); at += DIGITS_A_WORD) {
      long word = 0;
      for (int i = 0; i < DIGITS_A_WORD; i++) {
        word = word * DIGITS.length() + DIGITS.indexOf(text.charAt(at + i));
      }
      out.putInt((int) word);
    }
    return out.array();
  }
}
