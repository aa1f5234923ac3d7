package io.tightwire.it;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mirror. Immutable. */
final class Reflection implements Mirror {

  @Override
  public Primitives primitives(
      boolean logical,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact) {
    return new Primitives(logical, tiny, small, letter, number, large, rough, exact);
  }

  @Override
  public long larger(long a, long b) {
    return Math.max(a, b);
  }

  @Override
  public @Nullable String text(@Nullable String text) {
    return text;
  }

  @Override
  public byte[] bytes(byte[] bytes) {
    return bytes;
  }

  @Override
  public ByteBuffer buffer(ByteBuffer buffer) {
    return buffer;
  }

  @Override
  public Numbers numbers(BigInteger integer, BigDecimal decimal) {
    return new Numbers(integer, decimal);
  }

  @Override
  public Times times(Times times) {
    return times;
  }

  @Override
  public Instant instant(Instant instant) {
    return instant;
  }

  @Override
  public Names names(UUID uuid, URI uri, Colour colour) {
    return new Names(uuid, uri, colour);
  }

  @Override
  public Colour colour(Colour colour) {
    return colour;
  }

  @Override
  public Boxes boxes(Boxes boxes) {
    return boxes;
  }

  @Override
  public Map<String, List<Optional<Colour>>> containers(
      Map<String, List<Optional<Colour>>> containers) {
    return containers;
  }

  @Override
  public Optional<Names> optional(Optional<Names> names) {
    return names;
  }

  @Override
  public Set<Colour> set(Set<Colour> colours) {
    return colours;
  }

  @Override
  public Shape shape(Shape shape) {
    return shape;
  }

  @Override
  public Page<Names> page(Page<Names> page) {
    return page;
  }

  @Override
  public int[][] matrix(int[][] matrix) {
    return matrix;
  }

  @Override
  public Names[] array(Names... names) {
    return names;
  }

  @Override
  public Stream<Names> stream(List<Names> names) {
    return names.stream();
  }
}
