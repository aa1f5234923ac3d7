package io.tightwire.internal.wire;

import io.tightwire.codec.WireReader;

/**
 * A run of bytes inside a message, not copied. Immutable as long as the message is left alone,
 * which it is.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Slice(byte[] array, int offset, int length) {

  /** A reader that starts at the first byte of the slice. */
  public WireReader reader() {
    return new WireReader(array, offset, length);
  }
}
