package io.tightwire.internal.wire;

import io.tightwire.codec.WireReader;
import java.util.Arrays;

/** A run of bytes inside a message, not copied. Immutable, since the message never changes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Slice(byte[] array, int offset, int length) {

  /** No bytes. */
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  /** A larger message is not kept for the sake of a part of it. */
  private static final int LARGE = 128 * 1024;

  /**
   * Returns the same bytes, copied out of the message if it is much larger: bytes that are kept for
   * long must not keep more memory alive than they count for.
   */
  public Slice detached() {
    if (array.length <= LARGE || length > array.length / 2) {
      return this;
    }
    return new Slice(Arrays.copyOfRange(array, offset, offset + length), 0, length);
  }

  /** Returns a reader of the slice. */
  public WireReader reader() {
    return new WireReader(array, offset, length);
  }
}
