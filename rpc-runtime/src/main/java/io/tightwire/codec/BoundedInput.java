package io.tightwire.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bytes under a {@link WireReader} and the bounds of reading them: their end, how deeply values
 * may be nested, how many values headers may announce, and what keys that collide may cost. Not
 * thread-safe.
 */
abstract sealed class BoundedInput permits WireReader {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  /** What colliding keys may cost in each message, in bytes that could be read meanwhile. */
  private static final long FREE = 1L << 24;

  /** What they may cost in addition for each byte of the message. */
  private static final long FACTOR = 16;

  byte[] bytes;
  int start;
  int end;
  int at;
  private int depth;
  private long announced;

  /** What keys that collide have cost, in bytes that could have been read meanwhile. */
  private long spent;

  BoundedInput(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.start = offset;
    this.at = offset;
    this.end = offset + length;
  }

  /**
   * Begins to read other bytes, as a new reader would. The runtime calls this, so that one reader
   * serves for many messages; codecs have no use for it.
   *
   * @param other holds what to read; not copied
   * @param offset the first byte
   * @param length the number of bytes
   */
  public final void open(byte[] other, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, other.length);
    bytes = other;
    start = offset;
    at = offset;
    end = offset + length;
    depth = 0;
    announced = 0;
    spent = 0;
  }

  /**
   * Ends reading: no byte is left. The runtime calls this when it uses the array for another
   * message; codecs have no use for it.
   */
  public final void close() {
    end = at;
  }

  /**
   * Reads the next value of any type as it is encoded; what {@link WireWriter#writeRaw} writes.
   *
   * @return its bytes, the structure of which is checked
   * @throws CodecException if no value follows, or it is nested too deeply
   */
  public final byte[] readRaw() {
    int from = at;
    skip();
    return Arrays.copyOfRange(bytes, from, at);
  }

  /**
   * Steps over the next value, whatever it is.
   *
   * @throws CodecException if it is not complete or nested too deeply
   */
  public abstract void skip();

  final byte peek() {
    require(1);
    return bytes[at];
  }

  final byte take() {
    require(1);
    return bytes[at++];
  }

  final short takeShort() {
    require(2);
    at += 2;
    return (short) SHORT.get(bytes, at - 2);
  }

  final int takeInt() {
    require(4);
    at += 4;
    return (int) INT.get(bytes, at - 4);
  }

  final long takeLong() {
    require(8);
    at += 8;
    return (long) LONG.get(bytes, at - 8);
  }

  private void require(int count) {
    if (end - at < count) {
      throw error("Value is cut short", at);
    }
  }

  /** Returns a length, if that number of bytes remains. */
  final int length(long announcedBytes) {
    if (announcedBytes > end - at) {
      throw lie(announcedBytes + " bytes");
    }
    return (int) announcedBytes;
  }

  /**
   * Goes one level down, into a number of values. A value takes a byte at least. So there can't be
   * more of them than bytes remain; and all headers together can't announce more than all bytes,
   * which keeps headers nested in one another from each making the reader allocate for the same
   * bytes.
   */
  final int descend(long values) {
    if (++depth > WireWriter.MAX_DEPTH) {
      throw error("Value is nested deeper than " + WireWriter.MAX_DEPTH + " levels", at);
    }
    announced += possible(values);
    if (announced > end - start) {
      throw error("Headers announce " + announced + " values in " + (end - start) + " bytes", at);
    }
    return (int) values;
  }

  /** Returns a number of values, if there can be as many: each takes a byte at least. */
  final long possible(long values) {
    if (values > end - at) {
      throw lie(values + " values");
    }
    return values;
  }

  final void ascend() {
    depth--;
  }

  /** What reading has cost so far, in bytes. */
  final long cost() {
    return spent + (at - start);
  }

  /**
   * Charges for work that the length of the message does not bound.
   *
   * @throws CodecException if it is too much for a message of this length
   */
  final void spend(long cost) {
    spent += cost;
    if (spent > FREE + FACTOR * (end - start)) {
      throw error("Too many keys have the same hash code", at);
    }
  }

  private CodecException lie(String promise) {
    return error("A header announces " + promise + " but " + (end - at) + " bytes remain", at);
  }

  final CodecException error(String what, int where) {
    return new CodecException(what + " (byte " + (where - start) + ')');
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
