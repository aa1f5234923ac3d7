package io.tightwire.internal.wire;

import io.tightwire.codec.WireReader;
import io.tightwire.internal.flow.LargeBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes inside a message, not copied. The message does not change until it is {@linkplain
 * #release released}. Immutable.
 *
 * @param owner the message, if nothing else refers to it; null if it is never released
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Slice(byte[] array, int offset, int length, @Nullable LargeBytes owner) {

  /** No bytes. */
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  /** Creates a slice of a message that is never released. */
  public Slice(byte[] array, int offset, int length) {
    this(array, offset, length, null);
  }

  /** A larger message is not kept for the sake of a part of it. */
  static final int LARGE = 128 * 1024;

  /**
   * Returns the same bytes, copied out of the message if it is much larger: bytes that are kept for
   * long must not keep more memory alive than they count for.
   */
  public Slice detached() {
    return detached(LARGE);
  }

  /**
   * Returns the same bytes, copied out of the message if it is much larger than they are, and
   * larger than that.
   */
  Slice detached(int large) {
    if (array.length <= large || length > array.length / 2) {
      return this;
    }
    return new Slice(Arrays.copyOfRange(array, offset, offset + length), 0, length);
  }

  /** Returns the same bytes in an array of their own. */
  Slice copied() {
    return new Slice(Arrays.copyOfRange(array, offset, offset + length), 0, length);
  }

  /** Returns the same bytes, the only ones that refer to their message. */
  Slice ownedBy(LargeBytes message) {
    return new Slice(array, offset, length, message);
  }

  /**
   * Releases the message, if nothing else refers to it: its memory is used for other messages.
   *
   * @param reader the only reader of the slice; it is closed, since a codec might have kept it
   */
  public void release(WireReader reader) {
    if (owner != null) {
      reader.close();
      owner.release();
    }
  }

  /** Returns a reader of the slice. */
  public WireReader reader() {
    if (owner != null) {
      owner.requireUnreleased();
    }
    return new WireReader(array, offset, length);
  }
}
