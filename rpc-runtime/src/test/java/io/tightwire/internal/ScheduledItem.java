package io.tightwire.internal;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An item that a call of a {@link Schedule} sends. One with an index below zero can't be decoded.
 * Immutable.
 *
 * @param bytes its size, 4 at least, or {@link #UNENCODABLE}
 */
record ScheduledItem(int index, int bytes) {

  /** The size of an item that can't be encoded. */
  static final int UNENCODABLE = -1;

  static final Codec<ScheduledItem> CODEC =
      Codec.of(
          (out, item) -> Codecs.BYTES.write(out, Objects.requireNonNull(item).toBytes()),
          in -> of(Objects.requireNonNull(Codecs.BYTES.read(in))));

  private byte[] toBytes() {
    if (bytes == UNENCODABLE) {
      throw new CodecException("the item can't be encoded");
    }
    return ByteBuffer.allocate(bytes).putInt(index).array();
  }

  private static ScheduledItem of(byte[] bytes) {
    int index = ByteBuffer.wrap(bytes).getInt();
    if (index < 0) {
      throw new CodecException("the item is spoilt");
    }
    return new ScheduledItem(index, bytes.length);
  }
}
