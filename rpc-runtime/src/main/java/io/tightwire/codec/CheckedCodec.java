package io.tightwire.codec;

import org.jspecify.annotations.Nullable;

/**
 * Wraps a user's codec, so that its mistakes fail their own call and no other: it is an error if it
 * writes anything but one whole value. Immutable.
 *
 * @param codec the user's
 * @param <T> the type of its values
 */
record CheckedCodec<T>(Codec<T> codec) implements Codec<T> {

  @Override
  public void write(WireWriter out, @Nullable T value) {
    int from = out.size();
    int depth = out.depth();
    codec.write(out, value);
    if (out.depth() != depth || !isOneValue(out, from)) {
      throw new CodecException(
          codec.getClass().getName()
              + " has to write exactly one value for each that it is given, and did not; a collection"
              + " that others change meanwhile is ended by endArray(start, count)");
    }
  }

  private static boolean isOneValue(WireWriter out, int from) {
    WireReader written = new WireReader(out.buffer(), from, out.size() - from);
    try {
      written.skip();
    } catch (CodecException e) {
      return false;
    }
    return written.isAtEnd();
  }

  @Override
  public @Nullable T read(WireReader in) {
    return codec.read(in);
  }
}
