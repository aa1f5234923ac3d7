package io.tightwire.codec;

import org.msgpack.core.MessagePack.Code;

/**
 * The headers of arrays, maps, binary and strings: how many elements or bytes follow. A length that
 * is read is checked against the bytes that remain before it is returned. Stateless and
 * thread-safe.
 */
final class Header {

  private Header() {}

  static long arrayLength(WireReader in) {
    byte code = in.take();
    if (Code.isFixedArray(code)) {
      return code & 0x0f;
    }
    return switch (code) {
      case Code.ARRAY16 -> in.takeShort() & 0xffff;
      case Code.ARRAY32 -> in.takeInt() & 0xffff_ffffL;
      default -> throw in.unexpected("an array", code);
    };
  }

  static long mapEntries(WireReader in) {
    byte code = in.take();
    if (Code.isFixedMap(code)) {
      return code & 0x0f;
    }
    return switch (code) {
      case Code.MAP16 -> in.takeShort() & 0xffff;
      case Code.MAP32 -> in.takeInt() & 0xffff_ffffL;
      default -> throw in.unexpected("a map", code);
    };
  }

  static int binaryLength(WireReader in, byte code) {
    return switch (code) {
      case Code.BIN8 -> in.length(in.take() & 0xff);
      case Code.BIN16 -> in.length(in.takeShort() & 0xffff);
      case Code.BIN32 -> in.length(in.takeInt() & 0xffff_ffffL);
      default -> throw in.unexpected("binary", code);
    };
  }

  static int stringLength(WireReader in, byte code) {
    if (Code.isFixStr(code)) {
      return in.length(code & 0x1f);
    }
    return switch (code) {
      case Code.STR8 -> in.length(in.take() & 0xff);
      case Code.STR16 -> in.length(in.takeShort() & 0xffff);
      case Code.STR32 -> in.length(in.takeInt() & 0xffff_ffffL);
      default -> throw in.unexpected("a string", code);
    };
  }

  static void putArray(WireWriter out, int length) {
    if (length < 16) {
      out.put((byte) (Code.FIXARRAY_PREFIX | length));
    } else if (length < 1 << 16) {
      out.put(Code.ARRAY16, (short) length);
    } else {
      out.put(Code.ARRAY32, length);
    }
  }

  static void putMap(WireWriter out, int entries) {
    if (entries < 16) {
      out.put((byte) (Code.FIXMAP_PREFIX | entries));
    } else if (entries < 1 << 16) {
      out.put(Code.MAP16, (short) entries);
    } else {
      out.put(Code.MAP32, entries);
    }
  }

  static void putBinary(WireWriter out, int length) {
    if (length < 1 << 8) {
      out.put(Code.BIN8, (byte) length);
    } else if (length < 1 << 16) {
      out.put(Code.BIN16, (short) length);
    } else {
      out.put(Code.BIN32, length);
    }
  }

  static void putString(WireWriter out, int length) {
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

  /** Returns the number of bytes of an array's or map's header. */
  static int width(int length) {
    if (length < 16) {
      return 1;
    }
    return length < 1 << 16 ? 3 : 5;
  }

  static void requireLength(int length) {
    if (length < 0) {
      throw new CodecException("A collection has " + length + " elements; the least is 0");
    }
  }
}
