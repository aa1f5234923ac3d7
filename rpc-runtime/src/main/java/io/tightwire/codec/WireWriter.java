package io.tightwire.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;

/**
 * Appends MessagePack to a byte array that grows up to a limit. Numbers take their shortest form.
 * After a {@link CodecException} a part of the value that was being written may be in the buffer;
 * the values before it are unchanged.
 *
 * <p>Format: <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the MessagePack
 * specification</a>. Not thread-safe.
 */
public final class WireWriter extends BoundedOutput {

  /** How deeply arrays and maps may be nested; a cyclic value exceeds it. */
  public static final int MAX_DEPTH = 64;

  /**
   * Creates a writer with an empty buffer.
   *
   * @param initialCapacity bytes allocated at first
   * @param maxSize bytes that may be written at most
   */
  public WireWriter(int initialCapacity, int maxSize) {
    this(new byte[initialCapacity], 0, maxSize);
  }

  /**
   * Creates a writer that appends to the bytes that a buffer holds. The writer owns the buffer from
   * here on.
   *
   * @param buffer the first buffer; replaced by a larger one when it is full
   * @param size how many bytes of it are taken
   * @param maxSize how many bytes there may be in the end, those included
   * @throws IndexOutOfBoundsException if more are taken than the buffer has or there may be
   */
  public WireWriter(byte[] buffer, int size, int maxSize) {
    this(buffer, 0, size, maxSize);
  }

  /**
   * Creates a writer that appends to the message that a buffer holds.
   *
   * @param buffer as above
   * @param start where the message begins in it; what is before does not count for its size
   * @param size where writing goes on
   * @param maxSize how many bytes the message may have in the end
   * @throws IndexOutOfBoundsException if more are taken than the buffer has or there may be
   */
  public WireWriter(byte[] buffer, int start, int size, int maxSize) {
    super(buffer, start, size, maxSize);
  }

  /**
   * Returns the present buffer, not a copy. Its first {@link #size()} bytes are those that it held
   * and those that were written.
   *
   * @return the buffer
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * Returns the number of bytes in the buffer.
   *
   * @return the size
   */
  public int size() {
    return size;
  }

  /**
   * Returns the bytes that were written.
   *
   * @return a copy of them
   */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /**
   * Starts an array; {@link #endArray()} follows its elements, or {@link #endArray(int, int)} where
   * their number may turn out to be another.
   *
   * @param length the number of elements that will be written
   * @throws CodecException if it is negative, or nested deeper than {@link #MAX_DEPTH}
   */
  public void beginArray(int length) {
    Header.requireLength(length);
    descend();
    Header.putArray(this, length);
  }

  /** Ends the array begun last. */
  public void endArray() {
    ascend();
  }

  /**
   * Ends the array begun last, with the number of elements that were written. Code that writes a
   * collection ends it so: another thread may have changed it since its size was asked for.
   *
   * <pre>{@code
   * int start = out.size();
   * out.beginArray(names.size());
   * int count = 0;
   * for (String name : names) {
   *   out.writeString(name);
   *   count++;
   * }
   * out.endArray(start, count);
   * }</pre>
   *
   * @param start the {@link #size()} that the writer had before the array was begun
   * @param count how many elements were written since
   * @throws CodecException if the array's header needs more bytes now, and they don't fit
   * @throws IllegalArgumentException if no array begins there
   */
  public void endArray(int start, int count) {
    int announced = announced(start, Code.FIXARRAY_PREFIX, Code.ARRAY16, Code.ARRAY32);
    if (announced != count) {
      Header.requireLength(count);
      int end = reopen(start, Header.width(announced), Header.width(count));
      Header.putArray(this, count);
      size = end;
    }
    ascend();
  }

  /**
   * Starts a map; {@link #endMap()} follows its entries, or {@link #endMap(int, int)} where their
   * number may turn out to be another.
   *
   * @param entries the number of pairs of key and value that will be written
   * @throws CodecException if it is negative, or nested deeper than {@link #MAX_DEPTH}
   */
  public void beginMap(int entries) {
    Header.requireLength(entries);
    descend();
    Header.putMap(this, entries);
  }

  /** Ends the map begun last. */
  public void endMap() {
    ascend();
  }

  /**
   * Ends the map begun last, with the number of entries that were written, as {@link #endArray(int,
   * int)} does with an array.
   *
   * @param start the {@link #size()} that the writer had before the map was begun
   * @param count how many pairs of key and value were written since
   * @throws CodecException if the map's header needs more bytes now, and they don't fit
   * @throws IllegalArgumentException if no map begins there
   */
  public void endMap(int start, int count) {
    int announced = announced(start, Code.FIXMAP_PREFIX, Code.MAP16, Code.MAP32);
    if (announced != count) {
      Header.requireLength(count);
      int end = reopen(start, Header.width(announced), Header.width(count));
      Header.putMap(this, count);
      size = end;
    }
    ascend();
  }

  /** Appends nil. */
  public void writeNil() {
    put(Code.NIL);
  }

  /**
   * Appends true or false.
   *
   * @param value the value
   */
  public void writeBoolean(boolean value) {
    put(value ? Code.TRUE : Code.FALSE);
  }

  /**
   * Appends an integer.
   *
   * @param value the value
   */
  public void writeByte(byte value) {
    writeLong(value);
  }

  /**
   * Appends an integer.
   *
   * @param value the value
   */
  public void writeShort(short value) {
    writeLong(value);
  }

  /**
   * Appends a UTF-16 code unit, as an integer.
   *
   * @param value the value
   */
  public void writeChar(char value) {
    writeLong(value);
  }

  /**
   * Appends an integer.
   *
   * @param value the value
   */
  public void writeInt(int value) {
    writeLong(value);
  }

  /**
   * Appends an integer.
   *
   * @param value the value
   */
  public void writeLong(long value) {
    if (value >= 0) {
      writeUnsigned(value);
    } else if (value >= -32) {
      put((byte) value);
    } else if (value >= Byte.MIN_VALUE) {
      put(Code.INT8, (byte) value);
    } else if (value >= Short.MIN_VALUE) {
      put(Code.INT16, (short) value);
    } else if (value >= Integer.MIN_VALUE) {
      put(Code.INT32, (int) value);
    } else {
      put(Code.INT64, value);
    }
  }

  private void writeUnsigned(long value) {
    if (value < 1 << 7) {
      put((byte) value);
    } else if (value < 1 << 8) {
      put(Code.UINT8, (byte) value);
    } else if (value < 1 << 16) {
      put(Code.UINT16, (short) value);
    } else if (value < 1L << 32) {
      put(Code.UINT32, (int) value);
    } else {
      put(Code.UINT64, value);
    }
  }

  /**
   * Appends a 32-bit float.
   *
   * @param value the value
   */
  public void writeFloat(float value) {
    put(Code.FLOAT32, Float.floatToRawIntBits(value));
  }

  /**
   * Appends a 64-bit float.
   *
   * @param value the value
   */
  public void writeDouble(double value) {
    put(Code.FLOAT64, Double.doubleToRawLongBits(value));
  }

  /**
   * Appends bytes.
   *
   * @param value the bytes, or null for nil
   * @throws CodecException if they don't fit
   */
  public void writeBinary(byte @Nullable [] value) {
    if (value == null) {
      writeNil();
    } else {
      writeBinary(value, 0, value.length);
    }
  }

  /**
   * Appends a run of bytes.
   *
   * @param value holds them
   * @param offset the first
   * @param length how many
   * @throws CodecException if they don't fit
   */
  public void writeBinary(byte[] value, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, value.length);
    Header.putBinary(this, length);
    put(value, offset, length);
  }

  /**
   * Appends values that are encoded already.
   *
   * @param encoded whole values
   * @throws CodecException if they don't fit
   */
  public void writeRaw(byte[] encoded) {
    put(encoded, 0, encoded.length);
  }

  /**
   * Appends text, as UTF-8.
   *
   * @param value the text, or null for nil
   * @throws CodecException if it doesn't fit or has an unpaired surrogate, which UTF-8 can't
   *     express
   */
  public void writeString(@Nullable String value) {
    if (value == null) {
      writeNil();
      return;
    }
    if (!Utf8.tryWriteShortAscii(this, value)) {
      Utf8.write(this, value);
    }
  }

  /**
   * Appends a point in time, in the timestamp extension's shortest form.
   *
   * @param seconds since 1970-01-01T00:00:00Z
   * @param nanos of that second, 0 to 999,999,999
   * @throws CodecException if the nanoseconds are out of range
   */
  public void writeTimestamp(long seconds, int nanos) {
    Timestamp.write(this, seconds, nanos);
  }
}
