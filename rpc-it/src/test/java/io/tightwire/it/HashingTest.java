package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcProtocolException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.it.Hashing.Point;
import io.tightwire.it.Hashing.Tree;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests hash collisions: keys that all have one hash code are refused before their comparisons cost
 * much.
 */
final class HashingTest extends Scenario {

  private static final int MANY = 20_000;

  /** A key with one hash code for all numbers. */
  private static Point point(int i) {
    return new Point(i, -31 * i);
  }

  private static List<Integer> list(int i) {
    return List.of(i, -31 * i);
  }

  /** Returns the elements as a set that never compares them. */
  private static <T> Set<T> set(int size, IntFunction<T> element) {
    return new AbstractSet<>() {
      @Override
      public Iterator<T> iterator() {
        return IntStream.range(0, size).mapToObj(element).iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private static <T> WireReader written(BiConsumer<WireWriter, T> writer, T value) {
    WireWriter out = new WireWriter(1024, 16 << 20);
    writer.accept(out, value);
    return new WireReader(out.toByteArray());
  }

  private static void isRefused(Runnable read) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(read::run)
        .withMessageStartingWith("Too many keys have the same hash code");
  }

  @Test
  void keysOfAnyTypeThatCollideAreRefused() {
    isRefused(
        () ->
            HashingCodecs.readSetOfPoint(
                written(HashingCodecs::writeSetOfPoint, set(MANY, HashingTest::point))));
    isRefused(
        () ->
            HashingCodecs.readSetOfListOfInteger(
                written(HashingCodecs::writeSetOfListOfInteger, set(MANY, HashingTest::list))));
    isRefused(
        () ->
            HashingCodecs.readSetOfOptionalOfPoint(
                written(
                    HashingCodecs::writeSetOfOptionalOfPoint,
                    set(MANY, i -> Optional.of(point(i))))));
    isRefused(
        () ->
            HashingCodecs.readSetOfLocalDateTime(
                written(HashingCodecs::writeSetOfLocalDateTime, set(MANY, HashingTest::time))));
  }

  /** Returns values with one hash code: that of a date and time is the XOR of both. */
  private static LocalDateTime time(int i) {
    int target = LocalDateTime.of(2000, 1, 1, 0, 0).hashCode();
    return Stream.iterate(0, n -> n + 1)
        .map(n -> LocalDate.of(2000 + i % 1000, 1 + i / 1000 % 12, 1 + n))
        .flatMap(date -> timeOf(date, target ^ date.hashCode()).stream())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<LocalDateTime> timeOf(LocalDate date, int hash) {
    // A LocalTime's hash code is that of its nanoseconds as a long.
    for (long high = 0; high < 20_000; high++) {
      long nanos = high << 32 | ((high ^ hash) & 0xffff_ffffL);
      if (nanos < 86_400_000_000_000L) {
        return Optional.of(date.atTime(LocalTime.ofNanoOfDay(nanos)));
      }
    }
    return Optional.empty();
  }

  @Test
  void honestKeysAreTaken() {
    Set<Point> points = new LinkedHashSet<>();
    IntStream.range(0, 100_000).forEach(i -> points.add(new Point(i % 317, i / 317)));
    IntStream.range(0, 300).forEach(i -> points.add(point(i)));

    assertThat(
            new ArrayList<>(
                HashingCodecs.readSetOfPoint(written(HashingCodecs::writeSetOfPoint, points))))
        .isEqualTo(new ArrayList<>(points));
    assertThat(
            HashingCodecs.readSetOfPoint(
                written(HashingCodecs::writeSetOfPoint, set(100_000, i -> point(i % 3)))))
        .hasSize(3);
  }

  /** Each of two children is compared with the other, and so are theirs, down to the leaves. */
  @Test
  void setsInSetsDoNotMultiplyTheWork() {
    Tree tree = tree(17, new AtomicInteger());

    isRefused(() -> HashingCodecs.readTree(written(HashingCodecs::writeTree, tree)));
  }

  /** Returns strings that all have the hash code 0, and are all different. */
  private static Tree tree(int depth, AtomicInteger leaves) {
    if (depth == 0) {
      int leaf = leaves.incrementAndGet();
      return new Tree(leaf, Set.of(new Tree(-leaf, Set.of())));
    }
    List<Tree> children = List.of(tree(depth - 1, leaves), tree(depth - 1, leaves));
    return new Tree(0, set(2, children::get));
  }

  @Test
  void callWithSuchKeysIsRefusedUnrunAndOthersAreServed() {
    Hashing service =
        new Hashing() {
          @Override
          public int points(Set<Point> points) {
            return points.size();
          }

          @Override
          public int pointsByName(Map<Point, String> points) {
            return points.size();
          }

          @Override
          public int lists(Set<List<Integer>> lists) {
            return lists.size();
          }

          @Override
          public int optionals(Set<Optional<Point>> points) {
            return points.size();
          }

          @Override
          public int times(Set<LocalDateTime> times, Set<LocalDate> dates) {
            return times.size() + dates.size();
          }

          @Override
          public int ordered(Set<String> texts, Map<UUID, Integer> ids) {
            return texts.size() + ids.size();
          }

          @Override
          public int tree(Tree tree) {
            return tree.children().size();
          }
        };
    RpcServer server = start(RpcServer.builder().service(new HashingSkeleton(service)));
    HashingStub hashing = new HashingStub(connect(server));

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class,
            () -> hashing.points(set(MANY, HashingTest::point)).remote(LONG));

    assertThat(failure).hasMessageContaining("Too many keys have the same hash code");
    assertThat(failure.status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(hashing.points(Set.of(point(1), point(2))).remote(LONG)).isEqualTo(2);
    assertThat(hashing.pointsByName(Map.of(point(1), "a", point(2), "b")).remote(LONG))
        .isEqualTo(2);
    assertThat(hashing.ordered(Set.of("Aa", "BB"), Map.of()).remote(LONG)).isEqualTo(2);
  }
}
