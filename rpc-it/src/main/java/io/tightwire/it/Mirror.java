package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives back what it gets: each type that travels, as parameter, result, component and item. */
@RpcService
public interface Mirror {

  /** All primitives at once. */
  Primitives primitives(
      boolean logical,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact);

  /** The larger of two. */
  long larger(long a, long b);

  /** Text. */
  @Nullable String text(@Nullable String text);

  /** Bytes. */
  byte[] bytes(byte[] bytes);

  /** A buffer. */
  ByteBuffer buffer(ByteBuffer buffer);

  /** Numbers of any size. */
  Numbers numbers(BigInteger integer, BigDecimal decimal);

  /** All that has to do with time. */
  Times times(Times times);

  /** A point of time. */
  Instant instant(Instant instant);

  /** Names of things. */
  Names names(UUID uuid, URI uri, Colour colour);

  /** An enum. */
  Colour colour(Colour colour);

  /** Boxes, each of which may be missing. */
  Boxes boxes(Boxes boxes);

  /** Containers in containers. */
  Map<String, List<Optional<Colour>>> containers(Map<String, List<Optional<Colour>>> containers);

  /** Something, or nothing. */
  Optional<Names> optional(Optional<Names> names);

  /** Elements that differ. */
  Set<Colour> set(Set<Colour> colours);

  /** One of several structures, one of them recursive. */
  Shape shape(Shape shape);

  /** A structure with a type argument. */
  Page<Names> page(Page<Names> page);

  /** Rows of different length. */
  int[][] matrix(int[][] matrix);

  /** An array of structures. */
  Names[] array(Names... names);

  /** Items of a structure's type. */
  Stream<Names> stream(List<Names> names);

  /** What has a form. */
  sealed interface Shape {

    /** Round. */
    record Circle(double radius) implements Shape {}

    /** Shapes side by side. */
    record Group(List<Shape> parts) implements Shape {}

    /** Without any extent. */
    enum Degenerate implements Shape {
      POINT
    }
  }

  /**
   * A part of many items.
   *
   * @param <T> what the items are
   */
  record Page<T>(List<T> items, Optional<T> next, int total) {}

  /** An enum, one of whose constants has a body. */
  enum Colour {
    RED,
    GREEN {
      @Override
      public boolean isCalm() {
        return true;
      }
    },
    BLUE;

    /** Whether it is. */
    public boolean isCalm() {
      return false;
    }
  }

  /** All primitives. */
  record Primitives(
      boolean logical,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact) {}

  /** Numbers of any size. */
  record Numbers(BigInteger integer, BigDecimal decimal) {}

  /** All that has to do with time. */
  record Times(
      Instant instant,
      Duration duration,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      ZoneId zone) {}

  /** Names of things. */
  record Names(UUID uuid, URI uri, Colour colour) {}

  /** What may be missing. */
  record Boxes(
      @Nullable Boolean logical,
      @Nullable Integer number,
      @Nullable Long large,
      @Nullable Double exact,
      @Nullable String text,
      @Nullable Colour colour,
      Optional<Integer> optional) {}
}
