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

/** Returns its arguments: each type on the wire, as parameter, result, component and item. */
@RpcService
public interface Mirror {

  /** Returns all primitives. */
  Primitives primitives(
      boolean logical,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact);

  /** Returns the larger of two values. */
  long larger(long a, long b);

  /** Returns text. */
  @Nullable String text(@Nullable String text);

  /** Returns bytes. */
  byte[] bytes(byte[] bytes);

  /** Returns a buffer. */
  ByteBuffer buffer(ByteBuffer buffer);

  /** Numbers of any size. */
  Numbers numbers(BigInteger integer, BigDecimal decimal);

  /** Types of dates and times. */
  Times times(Times times);

  /** Returns a point of time. */
  Instant instant(Instant instant);

  /** Names of things. */
  Names names(UUID uuid, URI uri, Colour colour);

  /** An enum. */
  Colour colour(Colour colour);

  /** Boxes, each of which may be missing. */
  Boxes boxes(Boxes boxes);

  /** Containers in containers. */
  Map<String, List<Optional<Colour>>> containers(Map<String, List<Optional<Colour>>> containers);

  /** Returns a value, or none. */
  Optional<Names> optional(Optional<Names> names);

  /** Returns a set. */
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

  /** A shape. */
  sealed interface Shape {

    /** Round. */
    record Circle(double radius) implements Shape {}

    /** Shapes side by side. */
    record Group(List<Shape> parts) implements Shape {}

    /** A shape without extent. */
    enum Degenerate implements Shape {
      POINT
    }
  }

  /**
   * A page of a list of items.
   *
   * @param <T> the type of the items
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

    /** Returns whether it is. */
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

  /** Types of dates and times. */
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

  /** Components that may be missing. */
  record Boxes(
      @Nullable Boolean logical,
      @Nullable Integer number,
      @Nullable Long large,
      @Nullable Double exact,
      @Nullable String text,
      @Nullable Colour colour,
      Optional<Integer> optional) {}
}
