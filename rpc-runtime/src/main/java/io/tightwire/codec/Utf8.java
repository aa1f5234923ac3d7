package io.tightwire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.msgpack.core.MessagePack.Code;

/** Text that is not short ASCII, as UTF-8. Stateless. */
final class Utf8 {

  private Utf8() {}

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
    writeHeader(out, encoded.length);
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

  private static void writeHeader(WireWriter out, int length) {
    if (length < 32) {
      out.put((byte) (Code.FIXSTR_PREFIX | length));
    } else if (length < 1 << 8) {
      out.put(Code.STR8, (byte) length);
    } else if (length < 1 << 16) {
      out.put(Code.STR16, (short) length);
    } else {
      out.put(Code.STR32, length);
    }
  }
}
