package io.tightwire.internal.wire;

import io.tightwire.codec.WireReader;
import java.util.Arrays;

/**
 * A run of bytes inside a message, not copied. Immutable as long as the message is left alone,
 * which it is.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Slice(byte[] array, int offset, int length) {

  /** No bytes, of no message. */
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  /** Such messages are worth a copy of what is kept of them. */
  private static final int LARGE = 128 * 1024;

  /**
   * The same bytes, without the rest of the message if that is much larger than it need be: what is
   * kept for long must not keep alive more than it counts for.
   */
  public Slice detached() {
    if (array.length <= LARGE || length > array.length / 2) {
      return this;
    }
    return new Slice(Arrays.copyOfRange(array, offset, offset + length), 0, length);
  }

  /** A reader that starts at the first byte of the slice. */
  public WireReader reader() {
    return new WireReader(array, offset, length);
  }
}
