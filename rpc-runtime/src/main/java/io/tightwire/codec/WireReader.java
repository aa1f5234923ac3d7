package io.tightwire.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack.Code;

/**
 * Reads MessagePack that may come from a hostile peer. Every length and count is checked against
 * the bytes that remain before anything is allocated, nesting is bounded, UTF-8 is strict, and a
 * number that doesn't fit the type asked for is an error. Whatever the bytes are, nothing but
 * {@link CodecException} is thrown.
 *
 * <p>Format: <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the MessagePack
 * specification</a>. Not safe for use by several threads at once.
 */
public final class WireReader {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;
  private int depth;

  /**
   * A reader of a whole array.
   *
   * @param bytes what to read; not copied
   */
  public WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /**
   * A reader of a part of an array.
   *
   * @param bytes holds what to read; not copied
   * @param offset the first byte
   * @param length how many bytes
   */
  public WireReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.start = offset;
    this.at = offset;
    this.end = offset + length;
  }

  /**
   * How far reading has come.
   *
   * @return the index in the array of the next byte
   */
  public int position() {
    return at;
  }

  /**
   * Whether anything is left.
   *
   * @return whether all bytes are read
   */
  public boolean isAtEnd() {
    return at == end;
  }

  /**
   * Takes a nil, if one comes next.
   *
   * @return whether it did
   */
  public boolean tryReadNil() {
    if (peek() == Code.NIL) {
      at++;
      return true;
    }
    return false;
  }

  /**
   * Enters an array; {@link #endArray} leaves it.
   *
   * @return the number of its elements, at most the number of bytes that remain
   * @throws CodecException if no array comes next, or one that can't be true
   */
  public int beginArray() {
    byte code = take();
    long length;
    if (Code.isFixedArray(code)) {
      length = code & 0x0f;
    } else if (code == Code.ARRAY16) {
      length = takeShort() & 0xffff;
    } else if (code == Code.ARRAY32) {
      length = takeInt() & 0xffff_ffffL;
    } else {
      throw unexpected("an array", code);
    }
    descend();
    return checked(length, 1, "elements");
  }

  /**
   * Leaves an array.
   *
   * @param unread how many of its elements were not read; they are skipped. Zero or less: none
   */
  public void endArray(int unread) {
    for (int i = 0; i < unread; i++) {
      skip();
    }
    depth--;
  }

  /**
   * Enters a map; {@link #endMap} leaves it.
   *
   * @return the number of its entries, at most half the number of bytes that remain
   * @throws CodecException if no map comes next, or one that can't be true
   */
  public int beginMap() {
    byte code = take();
    long entries;
    if (Code.isFixedMap(code)) {
      entries = code & 0x0f;
    } else if (code == Code.MAP16) {
      entries = takeShort() & 0xffff;
    } else if (code == Code.MAP32) {
      entries = takeInt() & 0xffff_ffffL;
    } else {
      throw unexpected("a map", code);
    }
    descend();
    return checked(entries, 2, "entries");
  }

  /** Leaves the map entered last, all of whose entries were read. */
  public void endMap() {
    depth--;
  }

  /**
   * Reads true or false.
   *
   * @return the value
   */
  public boolean readBoolean() {
    byte code = take();
    if (code == Code.TRUE) {
      return true;
    }
    if (code == Code.FALSE) {
      return false;
    }
    throw unexpected("a boolean", code);
  }

  /**
   * Reads an integer.
   *
   * @return the value
   * @throws CodecException if it is none, or not in the range of {@code byte}
   */
  public byte readByte() {
    return (byte) readIntegral(Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  /**
   * Reads an integer.
   *
   * @return the value
   * @throws CodecException if it is none, or not in the range of {@code short}
   */
  public short readShort() {
    return (short) readIntegral(Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  /**
   * Reads a UTF-16 code unit.
   *
   * @return the value
   * @throws CodecException if it is no integer, or not in the range of {@code char}
   */
  public char readChar() {
    return (char) readIntegral(Character.MIN_VALUE, Character.MAX_VALUE, "char");
  }

  /**
   * Reads an integer.
   *
   * @return the value
   * @throws CodecException if it is none, or not in the range of {@code int}
   */
  public int readInt() {
    return (int) readIntegral(Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  private long readIntegral(long min, long max, String type) {
    int from = at;
    long value = readLong();
    if (value < min || value > max) {
      throw error(value + " is out of range for " + type, from);
    }
    return value;
  }

  /**
   * Reads an integer.
   *
   * @return the value
   * @throws CodecException if it is none, or not in the range of {@code long}
   */
  public long readLong() {
    byte code = take();
    if (Code.isFixInt(code)) {
      return code;
    }
    return switch (code) {
      case Code.UINT8 -> take() & 0xff;
      case Code.UINT16 -> takeShort() & 0xffff;
      case Code.UINT32 -> takeInt() & 0xffff_ffffL;
      case Code.UINT64 -> takeUnsigned();
      case Code.INT8 -> take();
      case Code.INT16 -> takeShort();
      case Code.INT32 -> takeInt();
      case Code.INT64 -> takeLong();
      default -> throw unexpected("an integer", code);
    };
  }

  /**
   * Reads a 32-bit float.
   *
   * @return the value
   */
  public float readFloat() {
    byte code = take();
    if (code != Code.FLOAT32) {
      throw unexpected("a 32-bit float", code);
    }
    return Float.intBitsToFloat(takeInt());
  }

  /**
   * Reads a float of either size.
   *
   * @return the value
   */
  public double readDouble() {
    byte code = take();
    if (code == Code.FLOAT64) {
      return Double.longBitsToDouble(takeLong());
    }
    if (code == Code.FLOAT32) {
      return Float.intBitsToFloat(takeInt());
    }
    throw unexpected("a float", code);
  }

  /**
   * Reads bytes.
   *
   * @return a copy of them, or null for nil
   */
  public byte @Nullable [] readBinary() {
    byte code = take();
    if (code == Code.NIL) {
      return null;
    }
    int length = binaryLength(code);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private int binaryLength(byte code) {
    return switch (code) {
      case Code.BIN8 -> checked(take() & 0xff, 1, "bytes");
      case Code.BIN16 -> checked(takeShort() & 0xffff, 1, "bytes");
      case Code.BIN32 -> checked(takeInt() & 0xffff_ffffL, 1, "bytes");
      default -> throw unexpected("binary", code);
    };
  }

  /**
   * Reads text.
   *
   * @return the text, or null for nil
   * @throws CodecException if no string comes next or it is not valid UTF-8
   */
  public @Nullable String readString() {
    byte code = take();
    if (code == Code.NIL) {
      return null;
    }
    int from = at - 1;
    int length = stringLength(code);
    int first = at;
    at += length;
    for (int i = first; i < at; i++) {
      if (bytes[i] < 0) {
        return decode(first, length, from);
      }
    }
    return new String(bytes, first, length, ISO_8859_1);
  }

  private int stringLength(byte code) {
    if (Code.isFixStr(code)) {
      return checked(code & 0x1f, 1, "bytes");
    }
    return switch (code) {
      case Code.STR8 -> checked(take() & 0xff, 1, "bytes");
      case Code.STR16 -> checked(takeShort() & 0xffff, 1, "bytes");
      case Code.STR32 -> checked(takeInt() & 0xffff_ffffL, 1, "bytes");
      default -> throw unexpected("a string", code);
    };
  }

  private String decode(int first, int length, int from) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, first, length)).toString();
    } catch (CharacterCodingException e) {
      throw error("Text is not valid UTF-8", from);
    }
  }

  /**
   * Steps over text without decoding it.
   *
   * @return the number of its bytes, which end at {@link #position()}
   * @throws CodecException if no string comes next
   */
  public int skipString() {
    int length = stringLength(take());
    at += length;
    return length;
  }

  /**
   * Reads a point in time: the timestamp extension in any of its three forms.
   *
   * @return the instant, or null for nil
   * @throws CodecException if no timestamp comes next, or one that {@link Instant} can't hold
   */
  public @Nullable Instant readTimestamp() {
    int from = at;
    byte code = take();
    if (code == Code.NIL) {
      return null;
    }
    int length =
        switch (code) {
          case Code.FIXEXT4 -> 4;
          case Code.FIXEXT8 -> 8;
          case Code.EXT8 -> take() & 0xff;
          default -> throw unexpected("a timestamp", code);
        };
    byte type = take();
    if (type != Code.EXT_TIMESTAMP) {
      throw error("Expected a timestamp but found an extension of type " + type, from);
    }
    long seconds;
    long nanos;
    switch (length) {
      case 4 -> {
        seconds = takeInt() & 0xffff_ffffL;
        nanos = 0;
      }
      case 8 -> {
        long both = takeLong();
        seconds = both & 0x3_ffff_ffffL;
        nanos = both >>> 34;
      }
      case 12 -> {
        nanos = takeInt() & 0xffff_ffffL;
        seconds = takeLong();
      }
      default -> throw error("A timestamp of " + length + " bytes", from);
    }
    if (nanos > 999_999_999
        || seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()) {
      throw error("Timestamp out of range", from);
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  /**
   * Steps over one value of any kind, checking its structure.
   *
   * @throws CodecException if it is cut short, nested too deeply or no MessagePack
   */
  public void skip() {
    byte code = take();
    if (Code.isFixInt(code)) {
      return;
    }
    if (Code.isFixStr(code)) {
      at += checked(code & 0x1f, 1, "bytes");
    } else if (Code.isFixedArray(code)) {
      skipElements(code & 0x0f);
    } else if (Code.isFixedMap(code)) {
      skipElements((code & 0x0f) * 2L);
    } else {
      skipLong(code);
    }
  }

  private void skipLong(byte code) {
    switch (code) {
      case Code.NIL, Code.TRUE, Code.FALSE -> {}
      case Code.UINT8, Code.INT8 -> skipBytes(1);
      case Code.UINT16, Code.INT16 -> skipBytes(2);
      case Code.UINT32, Code.INT32, Code.FLOAT32 -> skipBytes(4);
      case Code.UINT64, Code.INT64, Code.FLOAT64 -> skipBytes(8);
      case Code.STR8, Code.STR16, Code.STR32 -> skipBytes(stringLength(code));
      case Code.BIN8, Code.BIN16, Code.BIN32 -> skipBytes(binaryLength(code));
      case Code.ARRAY16 -> skipElements(takeShort() & 0xffff);
      case Code.ARRAY32 -> skipElements(takeInt() & 0xffff_ffffL);
      case Code.MAP16 -> skipElements((takeShort() & 0xffff) * 2L);
      case Code.MAP32 -> skipElements((takeInt() & 0xffff_ffffL) * 2L);
      case Code.FIXEXT1 -> skipBytes(2);
      case Code.FIXEXT2 -> skipBytes(3);
      case Code.FIXEXT4 -> skipBytes(5);
      case Code.FIXEXT8 -> skipBytes(9);
      case Code.FIXEXT16 -> skipBytes(17);
      case Code.EXT8 -> skipBytes((take() & 0xff) + 1L);
      case Code.EXT16 -> skipBytes((takeShort() & 0xffff) + 1L);
      case Code.EXT32 -> skipBytes((takeInt() & 0xffff_ffffL) + 1L);
      default -> throw unexpected("a value", code);
    }
  }

  private void skipBytes(long length) {
    at += checked(length, 1, "bytes");
  }

  private void skipElements(long count) {
    descend();
    int elements = checked(count, 1, "elements");
    for (int i = 0; i < elements; i++) {
      skip();
    }
    depth--;
  }

  private void descend() {
    if (++depth > WireWriter.MAX_DEPTH) {
      throw error("Value is nested deeper than " + WireWriter.MAX_DEPTH + " levels", at);
    }
  }

  private int checked(long count, int bytesEach, String what) {
    if (count > (end - at) / bytesEach) {
      throw error(
          "A header announces " + count + ' ' + what + " but " + (end - at) + " bytes remain", at);
    }
    return (int) count;
  }

  private byte peek() {
    require(1);
    return bytes[at];
  }

  private byte take() {
    require(1);
    return bytes[at++];
  }

  private short takeShort() {
    require(2);
    at += 2;
    return (short) SHORT.get(bytes, at - 2);
  }

  private int takeInt() {
    require(4);
    at += 4;
    return (int) INT.get(bytes, at - 4);
  }

  private long takeLong() {
    require(8);
    at += 8;
    return (long) LONG.get(bytes, at - 8);
  }

  private long takeUnsigned() {
    long value = takeLong();
    if (value < 0) {
      throw error(Long.toUnsignedString(value) + " is out of range for long", at - 9);
    }
    return value;
  }

  private void require(int count) {
    if (end - at < count) {
      throw error("Value is cut short", at);
    }
  }

  private CodecException unexpected(String expected, byte code) {
    String found =
        code == Code.NIL ? "nil" : MessageFormat.valueOf(code).name().toLowerCase(Locale.ROOT);
    return error("Expected " + expected + " but found " + found, at - 1);
  }

  private CodecException error(String what, int where) {
    return new CodecException(what + " (byte " + (where - start) + ')');
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
