package io.tightwire.codec;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;

/** MessagePack's timestamp extension in its three forms. Thread-safe. */
final class Timestamp {

  private static final int MAX_NANOS = 999_999_999;

  private Timestamp() {}

  static void write(WireWriter out, long seconds, int nanos) {
    if (nanos < 0 || nanos > MAX_NANOS) {
      throw new CodecException(
          "A timestamp's nanoseconds are 0 to " + MAX_NANOS + ", not " + nanos);
    }
    if (seconds >>> 34 != 0) {
      out.put(Code.EXT8, (byte) 12);
      out.put(Code.EXT_TIMESTAMP, nanos);
      out.put(seconds);
    } else if (nanos != 0 || seconds >>> 32 != 0) {
      out.put(Code.FIXEXT8);
      out.put(Code.EXT_TIMESTAMP, ((long) nanos << 34) | seconds);
    } else {
      out.put(Code.FIXEXT4);
      out.put(Code.EXT_TIMESTAMP, (int) seconds);
    }
  }

  static @Nullable Instant read(WireReader in) {
    int from = in.at;
    byte code = in.take();
    if (code == Code.NIL) {
      return null;
    }
    int length =
        switch (code) {
          case Code.FIXEXT4 -> 4;
          case Code.FIXEXT8 -> 8;
          case Code.EXT8 -> in.take() & 0xff;
          default -> throw in.unexpected("a timestamp", code);
        };
    byte type = in.take();
    if (type != Code.EXT_TIMESTAMP) {
      throw in.error("Expected a timestamp but found an extension of type " + type, from);
    }
    switch (length) {
      case 4 -> {
        return instant(in, from, in.takeInt() & 0xffff_ffffL, 0);
      }
      case 8 -> {
        long both = in.takeLong();
        return instant(in, from, both & 0x3_ffff_ffffL, both >>> 34);
      }
      case 12 -> {
        long nanos = in.takeInt() & 0xffff_ffffL;
        return instant(in, from, in.takeLong(), nanos);
      }
      default -> throw in.error("A timestamp has 4, 8 or 12 bytes, not " + length, from);
    }
  }

  private static Instant instant(WireReader in, int from, long seconds, long nanos) {
    if (nanos > MAX_NANOS
        || seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()) {
      throw in.error("Timestamp out of range: " + seconds + " s, " + nanos + " ns", from);
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
