package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.DeclaredException;
import io.tightwire.it.Mirror.Colour;
import io.tightwire.it.Mirror.Names;
import io.tightwire.it.Mirror.Shape;
import io.tightwire.it.Oddities.Chain;
import io.tightwire.it.Oddities.Even;
import io.tightwire.it.Oddities.Outcome;
import io.tightwire.it.Oddities.Sparse;
import io.tightwire.it.Oddities.Tree;
import io.tightwire.it.Oddities.Unsaid;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any bytes, each generated codec decodes a value or throws a {@link CodecException}, also
 * where a record's constructor refuses the components. Skipping finds the same end. The bytes of a
 * decoded value are decoded as a value with the same bytes. (Values are not compared by {@code
 * equals}: arrays do not define it.)
 *
 * <p>The allocation is bounded: for each byte by the largest record whose components are all
 * missing, with its empty containers; and by exceptions with their stack traces.
 */
class GeneratedCodecsFuzzTest {

  private static final int TRIES = 3;
  private static final int AT_LEAST = 16 * 1024;
  private static final int PER_BYTE = 256;

  /**
   * The allowance for instrumented code, which allocates too: for example for the cases of each
   * switch.
   */
  private static final int FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Map<String, Codec<?>> CODECS =
      codecs(MirrorCodecs.class, BankCodecs.class, OdditiesCodecs.class);

  /** All codecs of the holders, and so those that are added later. */
  private static Map<String, Codec<?>> codecs(Class<?>... holders) {
    Map<String, Codec<?>> codecs = new LinkedHashMap<>();
    for (Class<?> holder : holders) {
      for (Field field : holder.getDeclaredFields()) {
        Object constant = constant(field);
        if (constant instanceof Codec<?> codec) {
          codecs.put(field.toString(), codec);
        } else if (constant instanceof DeclaredException<?> declared) {
          codecs.put(field.toString(), declared.codec());
        }
      }
    }
    assertThat(codecs).hasSizeGreaterThan(20);
    return codecs;
  }

  private static @Nullable Object constant(Field field) {
    try {
      return field.isSynthetic() ? null : field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<byte[]> values() {
    Names names = new Names(new UUID(1, 2), URI.create("urn:a"), Colour.GREEN);
    Tree leaf = new Tree("leaf", List.of(), Map.of(), new Tree[0]);
    return Stream.of(
        written(
            MirrorCodecs.PRIMITIVES,
            new Mirror.Primitives(true, (byte) 1, (short) 2, 'c', 4, 5, 6.5f, 7.5)),
        written(MirrorCodecs.NUMBERS, new Mirror.Numbers(BigInteger.TEN, new BigDecimal("1.50"))),
        written(MirrorCodecs.TIMES, times()),
        written(MirrorCodecs.NAMES, names),
        written(
            MirrorCodecs.BOXES,
            new Mirror.Boxes(true, 1, 2L, null, "four", Colour.BLUE, Optional.of(6))),
        written(
            MirrorCodecs.MAP_OF_STRING_TO_LIST_OF_OPTIONAL_OF_COLOUR,
            Map.of("a", List.of(Optional.of(Colour.RED), Optional.empty()))),
        written(MirrorCodecs.SET_OF_COLOUR, Set.of(Colour.RED)),
        written(
            MirrorCodecs.SHAPE,
            new Shape.Group(List.of(new Shape.Circle(1.5), Shape.Degenerate.POINT))),
        written(
            MirrorCodecs.PAGE_OF_NAMES, new Mirror.Page<>(List.of(names), Optional.of(names), 2)),
        written(MirrorCodecs.ARRAY_OF_ARRAY_OF_INT, new int[][] {{1, -2}, {}}),
        written(MirrorCodecs.ARRAY_OF_NAMES, new Names[] {names}),
        written(BankCodecs.BOOKING, booking()),
        written(BankCodecs.MAP_OF_STRING_TO_LIST_OF_BOOKING, Map.of("owner", List.of(booking()))),
        written(
            BankCodecs.OVERDRAWN_EXCEPTION.codec(),
            new Bank.OverdrawnException("owner", BigDecimal.ONE)),
        written(
            OdditiesCodecs.TREE,
            new Tree("root", List.of(leaf), Map.of("leaf", leaf), new Tree[] {leaf})),
        written(
            OdditiesCodecs.CHAIN_OF_EVEN,
            new Chain<>(new Even(2), Optional.of(new Chain<>(new Even(4), Optional.empty())))),
        written(OdditiesCodecs.OUTCOME_OF_LIST_OF_EVEN, new Outcome.Done<>(List.of(new Even(8)))),
        written(OdditiesCodecs.OUTCOME_OF_LIST_OF_EVEN, new Outcome.Failed<>("why")),
        written(
            OdditiesCodecs.MAP_OF_INTEGER_TO_MAP_OF_STRING_TO_SET_OF_LONG,
            Map.of(1, Map.of("a", Set.of(2L)))),
        written(OdditiesCodecs.SPARSE, sparse()),
        written(OdditiesCodecs.UNSAID, new Unsaid("text", List.of("a"), new Even(2), Colour.RED)),
        written(
            OdditiesCodecs.ARRAYS,
            new Oddities.Arrays(
                new boolean[] {true},
                new char[] {'a'},
                new long[] {1, -1},
                new double[] {1.5},
                new byte[][] {{1}, {}})));
  }

  private static Mirror.Times times() {
    ZonedDateTime zoned = ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Zurich]");
    return new Mirror.Times(
        Instant.ofEpochSecond(1, 2),
        Duration.ofMillis(-1),
        LocalDate.EPOCH,
        LocalTime.MAX,
        zoned.toLocalDateTime(),
        OffsetDateTime.parse("2026-07-01T12:00:00.5+05:30"),
        zoned,
        ZoneId.of("+01:00"));
  }

  private static Bank.Booking booking() {
    return new Bank.Booking(1, BigDecimal.TEN, Optional.of("note"), List.of("tag"));
  }

  private static Sparse sparse() {
    return new Sparse(
        Arrays.asList("a", null),
        Collections.singletonMap("none", null),
        null,
        List.of(1),
        OptionalInt.of(1),
        OptionalLong.empty(),
        OptionalDouble.of(1.5));
  }

  @MethodSource("values")
  @FuzzTest
  void valuesOrCodecExceptionsComeOfAnyBytes(byte[] message) {
    int end = skipped(message);
    CODECS.forEach(
        (name, codec) -> {
          read(name, codec, message, end);
          requireThrift(codec, message);
        });
  }

  /** Returns the end of the first value; -1 if there is none. */
  private static int skipped(byte[] message) {
    WireReader in = new WireReader(message);
    try {
      in.skip();
      return in.position();
    } catch (CodecException e) {
      return -1;
    }
  }

  private static <T> void read(String name, Codec<T> codec, byte[] message, int end) {
    WireReader in = new WireReader(message);
    T value;
    try {
      value = codec.read(in);
    } catch (CodecException e) {
      return;
    }
    if (in.position() != end) {
      fail("%s reads up to %s, skipping comes to %s", name, in.position(), end);
    }
    byte[] bytes;
    try {
      bytes = written(codec, value);
    } catch (CodecException e) {
      // Missing components are written, which may exceed the nesting by one level.
      if (!String.valueOf(e.getMessage()).contains("nested deeper")) {
        fail(name + " can't write what it read: " + value, e);
      }
      return;
    }
    T again = codec.read(new WireReader(bytes));
    if (!Arrays.equals(written(codec, again), bytes)) {
      fail("%s wrote %s and read %s", name, value, again);
    }
  }

  private static <T> byte[] written(Codec<T> codec, @Nullable T value) {
    WireWriter out = new WireWriter(64, 1 << 20);
    codec.write(out, value);
    return out.toByteArray();
  }

  /** Checks the allocation. If it is too high, measures a second time, without one-time costs. */
  private static void requireThrift(Codec<?> codec, byte[] message) {
    long bound = AT_LEAST + (long) PER_BYTE * message.length;
    long allocated = 0;
    for (int tries = 0; tries < TRIES; tries++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      boolean unused = readOrRefuse(codec, message);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= FACTOR * bound) {
        return;
      }
    }
    fail("%s bytes were allocated, for which there were %s", allocated, bound);
  }

  private static boolean readOrRefuse(Codec<?> codec, byte[] message) {
    try {
      return codec.read(new WireReader(message)) != null;
    } catch (CodecException e) {
      return false;
    }
  }
}
