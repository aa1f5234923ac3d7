package io.tightwire.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The growing bytes under a {@link WireWriter} and the bounds of writing them: how many there may
 * be, and how deeply values may be nested. Not thread-safe.
 */
abstract sealed class BoundedOutput permits WireWriter {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final int start;
  private final int end;
  private IntFunction<byte[]> buffers = byte[]::new;
  byte[] buffer;
  int size;
  private int limit;
  private int depth;

  BoundedOutput(byte[] buffer, int start, int size, int maxSize) {
    this.buffer = buffer;
    this.start = start;
    this.size = size;
    this.end = (int) Math.min(start + (long) maxSize, Integer.MAX_VALUE - 8);
    this.limit = Math.min(buffer.length, end);
    Objects.checkFromToIndex(start, size, limit);
  }

  /**
   * Sets the source of larger buffers. The runtime calls this; codecs have no use for it.
   *
   * @param source returns a buffer that is the writer's alone, of the given length or longer
   */
  public final void growWith(IntFunction<byte[]> source) {
    buffers = source;
  }

  final void descend() {
    if (++depth > WireWriter.MAX_DEPTH) {
      throw new CodecException(
          "Value is nested deeper than "
              + WireWriter.MAX_DEPTH
              + " levels; is there a cycle in it?");
    }
  }

  final void ascend() {
    depth--;
  }

  /** How many arrays and maps are begun and not ended. */
  final int depth() {
    return depth;
  }

  final void put(byte code) {
    ensure(1);
    buffer[size++] = code;
  }

  final void put(byte code, byte value) {
    ensure(2);
    buffer[size] = code;
    buffer[size + 1] = value;
    size += 2;
  }

  final void put(byte code, short value) {
    ensure(3);
    buffer[size] = code;
    SHORT.set(buffer, size + 1, value);
    size += 3;
  }

  final void put(byte code, int value) {
    ensure(5);
    buffer[size] = code;
    INT.set(buffer, size + 1, value);
    size += 5;
  }

  final void put(byte code, long value) {
    ensure(9);
    buffer[size] = code;
    LONG.set(buffer, size + 1, value);
    size += 9;
  }

  final void put(long value) {
    ensure(8);
    LONG.set(buffer, size, value);
    size += 8;
  }

  final void put(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, buffer, size, length);
    size += length;
  }

  /**
   * The number in the header of an array or map, which has one of three forms.
   *
   * @param from where the header is
   * @throws IllegalArgumentException if there is none
   */
  final int announced(int from, byte fixed, byte code16, byte code32) {
    Objects.checkIndex(from - start, size - start);
    byte code = buffer[from];
    if ((code & 0xf0) == (fixed & 0xf0)) {
      return code & 0x0f;
    }
    if (code == code16) {
      return (short) SHORT.get(buffer, from + 1) & 0xffff;
    }
    if (code != code32) {
      throw new IllegalArgumentException("What ends here does not begin at index " + from);
    }
    return (int) INT.get(buffer, from + 1);
  }

  /**
   * Goes back to a header that is to be written once more, moving what follows it to where that
   * belongs then.
   *
   * @return the size to go on with once the header is written
   */
  final int reopen(int from, int width, int newWidth) {
    ensure(newWidth - width);
    System.arraycopy(buffer, from + width, buffer, from + newWidth, size - from - width);
    int end = size + newWidth - width;
    size = from;
    return end;
  }

  /** Ensures that this number of bytes can be appended. */
  final void ensure(int more) {
    if (limit - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (needed > end) {
      throw CodecException.tooLarge(
          "Value needs more than the " + (end - start) + " bytes that a message may have");
    }
    byte[] larger = buffers.apply((int) Math.min(end, Math.max(needed, buffer.length * 2L)));
    System.arraycopy(buffer, 0, larger, 0, size);
    buffer = larger;
    limit = Math.min(end, larger.length);
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
