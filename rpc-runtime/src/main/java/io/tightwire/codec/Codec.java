package io.tightwire.codec;

import org.jspecify.annotations.Nullable;

/**
 * Writes values of one type as MessagePack and reads them back. {@code null} is part of every
 * codec's domain and travels as nil.
 *
 * <p>Implementations are immutable and thread-safe.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {

  /**
   * Appends one value, as exactly one MessagePack object. A collection that other threads may
   * change meanwhile is ended with the number of elements that were written: {@link
   * WireWriter#endArray(int, int)}.
   *
   * @param out where to
   * @param value the value, or null for nil
   * @throws CodecException if the value can't be written: too large, nested too deeply, cyclic
   */
  void write(WireWriter out, @Nullable T value);

  /**
   * Reads one value, consuming exactly one MessagePack object.
   *
   * @param in where from
   * @return the value; null for nil
   * @throws CodecException if the bytes are not such a value
   */
  @Nullable T read(WireReader in);

  /**
   * This codec without null in its domain: writing null and reading nil are errors.
   *
   * @return a codec for what can't be absent, such as a primitive
   */
  default Codec<T> nonNull() {
    return of(
        (out, value) -> write(out, Codecs.nonNull(value, "A value")),
        in -> Codecs.nonNull(read(in), "A value"));
  }

  /**
   * A codec made of two functions, as generated code holds them.
   *
   * @param writer writes a value or nil
   * @param reader reads a value or nil
   * @param <T> the type of the values
   * @return the codec
   */
  static <T> Codec<T> of(Writer<T> writer, Reader<T> reader) {
    return new Codec<>() {
      @Override
      public void write(WireWriter out, @Nullable T value) {
        writer.write(out, value);
      }

      @Override
      public @Nullable T read(WireReader in) {
        return reader.read(in);
      }
    };
  }

  /**
   * The writing half of a codec.
   *
   * @param <T> the type of the values
   */
  @FunctionalInterface
  interface Writer<T> {
    /**
     * Appends one value.
     *
     * @param out where to
     * @param value the value, or null for nil
     */
    void write(WireWriter out, @Nullable T value);
  }

  /**
   * The reading half of a codec.
   *
   * @param <T> the type of the values
   */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads one value.
     *
     * @param in where from
     * @return the value; null for nil
     */
    @Nullable T read(WireReader in);
  }
}
