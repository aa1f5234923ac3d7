package io.tightwire.cli;

import io.tightwire.annotation.RpcService;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The service of the tests: it returns what it gets. */
@RpcService
public interface Shop {

  /** Returns its argument. */
  Everything echo(Everything value);

  /** Adds. */
  long add(int a, long b);

  /** Takes something. */
  String take(String what, int count) throws OutOfStock;

  /** Counts. */
  Stream<Integer> count(int n);

  /** Adds up. */
  long sum(int first, Stream<Integer> others);

  /** Doubles each text. */
  Stream<String> doubled(Stream<String> texts);

  /** All kinds of types. */
  record Everything(
      boolean flag,
      byte tiny,
      short small,
      char letter,
      int number,
      long large,
      float rough,
      double exact,
      String text,
      ByteBuffer bytes,
      BigInteger integer,
      BigDecimal decimal,
      UUID uuid,
      Instant instant,
      Duration duration,
      LocalDate date,
      Colour colour,
      Shape shape,
      List<Shape> shapes,
      Map<String, Integer> byName,
      Map<Integer, String> byNumber) {}

  /** A colour. */
  enum Colour {
    RED,
    GREEN
  }

  /** A shape. */
  sealed interface Shape {
    /** Round. */
    record Circle(double radius) implements Shape {}

    /** Without extent. */
    enum Degenerate implements Shape {
      POINT
    }
  }

  /** There is not enough. */
  final class OutOfStock extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int left;

    /** Creates the exception. */
    public OutOfStock(int left) {
      super(left + " left");
      this.left = left;
    }

    /** Returns how many there are. */
    public int left() {
      return left;
    }
  }
}
