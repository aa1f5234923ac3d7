package io.tightwire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
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
 * number that doesn't fit the type asked for is an error. No bytes cause another exception than
 * {@link CodecException}.
 *
 * <p>Format: <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the MessagePack
 * specification</a>. Not thread-safe.
 */
public final class WireReader extends BoundedInput {

  /**
   * Creates a reader of a whole array.
   *
   * @param bytes what to read; not copied
   */
  public WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /**
   * Creates a reader of a part of an array.
   *
   * @param bytes holds what to read; not copied
   * @param offset the first byte
   * @param length the number of bytes
   */
  public WireReader(byte[] bytes, int offset, int length) {
    super(bytes, offset, length);
  }

  /**
   * Returns the position of the next byte.
   *
   * @return its index in the array
   */
  public int position() {
    return at;
  }

  /**
   * Returns whether all bytes are read.
   *
   * @return whether no byte is left
   */
  public boolean isAtEnd() {
    return at == end;
  }

  /**
   * Reads a nil, if the next value is one.
   *
   * @return whether it was
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
   * @return the number of its elements. It is safe to allocate for: all arrays and maps of a
   *     message together have no more elements, keys and values than the message has bytes
   * @throws CodecException if the next value is no array, or announces more elements than can
   *     follow
   */
  public int beginArray() {
    return descend(Header.arrayLength(this));
  }

  /**
   * Leaves an array.
   *
   * @param unread how many of its elements were not read; they are skipped. None are if it is zero
   *     or less
   */
  public void endArray(int unread) {
    for (int i = 0; i < unread; i++) {
      skip();
    }
    ascend();
  }

  /**
   * Enters a map; {@link #endMap} leaves it.
   *
   * @return the number of its entries; safe to allocate for, as an array's is
   * @throws CodecException if the next value is no map, or announces more entries than can follow
   */
  public int beginMap() {
    return descend(Header.mapEntries(this) * 2) / 2;
  }

  /** Leaves the map entered last, all of whose entries were read. */
  public void endMap() {
    ascend();
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
   * @throws CodecException if it is no integer, or not in the range of {@code byte}
   */
  public byte readByte() {
    return (byte) readIntegral(Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  /**
   * Reads an integer.
   *
   * @return the value
   * @throws CodecException if it is no integer, or not in the range of {@code short}
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
   * @throws CodecException if it is no integer, or not in the range of {@code int}
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
   * @throws CodecException if it is no integer, or not in the range of {@code long}
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
    if (code == Code.FLOAT32) {
      return Float.intBitsToFloat(takeInt());
    }
    if (code == Code.FLOAT64) {
      throw error("Expected a 32-bit float but found a 64-bit one", at - 1);
    }
    throw unexpected("a 32-bit float", code);
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
    int length = Header.binaryLength(this, code);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
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
    int length = Header.stringLength(this, code);
    String text = new String(bytes, at, length, UTF_8);
    // Malformed bytes decode as U+FFFD; so does a real U+FFFD, which is rare enough to look again.
    if (text.indexOf('\uFFFD') >= 0) {
      requireUtf8(length);
    }
    at += length;
    return text;
  }

  private void requireUtf8(int length) {
    try {
      var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
    } catch (CharacterCodingException e) {
      throw error("Text is not valid UTF-8", at);
    }
  }

  /**
   * Steps over text without decoding it.
   *
   * @return the number of its bytes, which end at {@link #position()}
   * @throws CodecException if no string comes next
   */
  public int skipString() {
    int length = Header.stringLength(this, take());
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
    return Timestamp.read(this);
  }

  /**
   * Returns a collector for the keys of a set or map. It bounds what keys may cost whose hash codes
   * collide, which a peer can bring about. Generated codecs call this, and hand-written ones can.
   *
   * @param announced the number of keys that the header announces
   * @return the collector
   */
  public HashedKeys hashedKeys(int announced) {
    return new HashedKeys(this, announced);
  }

  /**
   * Steps over one value of any kind, checking its structure.
   *
   * @throws CodecException if it is cut short, nested too deeply or no MessagePack
   */
  @Override
  public void skip() {
    Skipping.value(this);
  }

  /**
   * Skips values that are not read, at any nesting: also values that {@link #skip} refuses. The
   * runtime calls this; codecs have no use for it.
   *
   * @param count the number of values
   * @throws CodecException if one is cut short or no MessagePack
   */
  public void skipUnread(int count) {
    Skipping.values(this, count);
  }

  private long takeUnsigned() {
    long value = takeLong();
    if (value < 0) {
      throw error(Long.toUnsignedString(value) + " is out of range for long", at - 9);
    }
    return value;
  }

  CodecException unexpected(String expected, byte code) {
    String found =
        code == Code.NEVER_USED
            ? "0xc1, which is not MessagePack"
            : MessageFormat.valueOf(code).getValueType().name().toLowerCase(Locale.ROOT);
    return error("Expected " + expected + " but found " + found, at - 1);
  }
}
