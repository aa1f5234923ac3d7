package io.tightwire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.msgpack.core.MessagePack.Code;

/** Writes text as UTF-8. Stateless and thread-safe. */
final class Utf8 {

  private Utf8() {}

  /**
   * Writes ASCII text that fits a fixstr, directly into the buffer; leaves other text alone.
   *
   * @return whether it was written
   */
  static boolean tryWriteShortAscii(WireWriter out, String value) {
    int length = value.length();
    if (length >= 32) {
      return false;
    }
    out.ensure(1 + length);
    byte[] target = out.buffer;
    int at = out.size + 1;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      target[at + i] = (byte) c;
    }
    target[out.size] = (byte) (Code.FIXSTR_PREFIX | length);
    out.size = at + length;
    return true;
  }

  /** Encodes with what the JVM has intrinsics for, which pays off for all but short text. */
  static void write(WireWriter out, String value) {
    byte[] encoded = value.getBytes(UTF_8);
    // An unpaired surrogate is replaced silently, and so doesn't come back.
    if (!new String(encoded, UTF_8).equals(value)) {
      throw new CodecException(
          "Text has an unpaired surrogate at index "
              + unpairedSurrogate(value)
              + ", which UTF-8 can't express");
    }
    Header.putString(out, encoded.length);
    out.put(encoded, 0, encoded.length);
  }

  /** Where it is; there must be one. */
  private static int unpairedSurrogate(String value) {
    for (int i = 0; ; i++) {
      char c = value.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else {
        return i;
      }
    }
  }
}
