package io.tightwire.codec;

import org.msgpack.core.MessagePack.Code;

/** Steps over values of any kind, checking their structure. Thread-safe. */
final class Skipping {

  /** What is no array or map has no contents. */
  private static final long NONE = -1;

  private Skipping() {}

  static void value(WireReader in) {
    byte code = in.take();
    if (Code.isFixInt(code)) {
      return;
    }
    if (Code.isFixStr(code)) {
      in.at += in.length(code & 0x1f);
    } else if (Code.isFixedArray(code)) {
      nested(in, code & 0x0f);
    } else if (Code.isFixedMap(code)) {
      nested(in, (code & 0x0f) * 2L);
    } else {
      long contents = sized(in, code);
      if (contents != NONE) {
        nested(in, contents);
      }
    }
  }

  private static void nested(WireReader in, long count) {
    int values = in.descend(count);
    for (int i = 0; i < values; i++) {
      value(in);
    }
    in.ascend();
  }

  /**
   * Steps over values however deeply they are nested. To find their end it is enough to count what
   * is still to come, so neither a stack nor memory is needed.
   */
  static void values(WireReader in, long count) {
    for (long left = in.possible(count); left > 0; left--) {
      long contents = contents(in, in.take());
      if (contents > 0) {
        left = 1 + in.possible(left - 1 + contents);
      }
    }
  }

  /** Steps over a scalar, or a header; how many values are behind that. */
  private static long contents(WireReader in, byte code) {
    if (Code.isFixInt(code)) {
      return NONE;
    }
    if (Code.isFixStr(code)) {
      return bytes(in, code & 0x1f);
    }
    if (Code.isFixedArray(code)) {
      return code & 0x0f;
    }
    return Code.isFixedMap(code) ? (code & 0x0f) * 2L : sized(in, code);
  }

  private static long sized(WireReader in, byte code) {
    return switch (code) {
      case Code.NIL, Code.TRUE, Code.FALSE -> NONE;
      case Code.UINT8, Code.INT8 -> bytes(in, 1);
      case Code.UINT16, Code.INT16 -> bytes(in, 2);
      case Code.UINT32, Code.INT32, Code.FLOAT32 -> bytes(in, 4);
      case Code.UINT64, Code.INT64, Code.FLOAT64 -> bytes(in, 8);
      case Code.STR8, Code.BIN8 -> bytes(in, in.take() & 0xff);
      case Code.STR16, Code.BIN16 -> bytes(in, in.takeShort() & 0xffff);
      case Code.STR32, Code.BIN32 -> bytes(in, in.takeInt() & 0xffff_ffffL);
      case Code.ARRAY16 -> in.takeShort() & 0xffff;
      case Code.ARRAY32 -> in.takeInt() & 0xffff_ffffL;
      case Code.MAP16 -> (in.takeShort() & 0xffff) * 2L;
      case Code.MAP32 -> (in.takeInt() & 0xffff_ffffL) * 2L;
      // An extension's payload comes after its type.
      case Code.FIXEXT1 -> bytes(in, 1 + 1);
      case Code.FIXEXT2 -> bytes(in, 1 + 2);
      case Code.FIXEXT4 -> bytes(in, 1 + 4);
      case Code.FIXEXT8 -> bytes(in, 1 + 8);
      case Code.FIXEXT16 -> bytes(in, 1 + 16);
      case Code.EXT8 -> bytes(in, 1 + (in.take() & 0xff));
      case Code.EXT16 -> bytes(in, 1 + (in.takeShort() & 0xffff));
      case Code.EXT32 -> bytes(in, 1 + (in.takeInt() & 0xffff_ffffL));
      default -> throw in.unexpected("a value", code);
    };
  }

  private static long bytes(WireReader in, long count) {
    in.at += in.length(count);
    return NONE;
  }
}
