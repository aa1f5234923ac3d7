package io.tightwire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts comparisons, so time plays no part here. */
class HashedKeysTest {

  /**
   * For messages of a few megabytes; without a bound there would be more than a thousand times as
   * many.
   */
  private static final int BEARABLE = 12_000_000;

  private int comparisons;

  private final class Key {
    private final int number;
    private final int hash;

    Key(int number, int hash) {
      this.number = number;
      this.hash = hash;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      comparisons++;
      return other instanceof Key key && key.number == number;
    }
  }

  private static WireReader integers(int count) {
    WireWriter out = new WireWriter(64, 1 << 24);
    for (int i = 0; i < count; i++) {
      out.writeInt(i);
    }
    return new WireReader(out.toByteArray());
  }

  private Set<@Nullable Key> set(int count, IntUnaryOperator number, IntUnaryOperator hash) {
    WireReader in = integers(count);
    HashedKeys keys = in.hashedKeys(count);
    Set<@Nullable Key> set = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      int read = in.readInt();
      keys.add(set, new Key(number.applyAsInt(read), hash.applyAsInt(read)));
    }
    return set;
  }

  @Test
  void keysOfOneHashCodeAreRefusedBeforeTheyCostMuch() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> set(100_000, i -> i, i -> 4711))
        .withMessageStartingWith("Too many keys have the same hash code");
    assertThat(comparisons).isBetween(10_000, BEARABLE);
  }

  @Test
  void keysOfSomeHashCodesAreRefusedBeforeTheyCostMuch() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> set(500_000, i -> i, i -> i % 64))
        .withMessageStartingWith("Too many keys have the same hash code");
    assertThat(comparisons).isBetween(10_000, BEARABLE);
  }

  @Test
  void keysWhoseHashCodesDifferInTheirHighBitsAloneAreNoWorse() {
    assertThat(set(50_000, i -> i, i -> i << 15)).hasSize(50_000);
    assertThat(set(30_000, i -> i, i -> Integer.reverse(i))).hasSize(30_000);
  }

  @Test
  void goodHashCodesCostNothing() {
    assertThat(set(200_000, i -> i, i -> i)).hasSize(200_000);
    assertThat(set(200_000, i -> i, i -> i * 31)).hasSize(200_000);
    assertThat(set(1_000_000, i -> i, Integer::hashCode)).hasSize(1_000_000);
  }

  @Test
  void carelessHashCodesOfSmallSetsAreTaken() {
    assertThat(set(500, i -> i, i -> 0)).hasSize(500);
    assertThat(set(100_000, i -> i, i -> i / 8)).hasSize(100_000);
  }

  /** A set that comes with an element twice has it once. */
  @Test
  void equalKeysDoNotCollide() {
    assertThat(set(200_000, i -> i % 10, i -> i % 10)).hasSize(10);
  }

  @Test
  void entriesOfMapsAreBoundedByTheirKeysAlone() {
    int count = 2_000;
    WireReader in = integers(2 * count);
    HashedKeys keys = in.hashedKeys(0);
    Map<@Nullable Key, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      keys.put(map, keys.key(new Key(in.readInt(), i)), in.readInt());
    }
    assertThat(map).hasSize(count);

    WireReader hostile = integers(200_000);
    HashedKeys collide = hostile.hashedKeys(0);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(
            () -> {
              while (!hostile.isAtEnd()) {
                Key key = collide.key(new Key(hostile.readInt(), 1));
                collide.put(map, key, hostile.readInt());
              }
            });
    assertThat(comparisons).isLessThan(BEARABLE);
  }

  @Test
  void laterValueOfAKeyCounts() {
    WireReader in = integers(4);
    HashedKeys keys = in.hashedKeys(0);
    Map<@Nullable Key, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < 2; i++) {
      keys.put(map, keys.key(new Key(in.readInt() * 0, 7)), in.readInt());
    }
    assertThat(map.values()).containsExactly(3);
  }

  /** Sets of sets: what is spent inside a key is part of what it costs to compare it. */
  @Test
  void collisionsInsideOfKeysMakeThemDearer() {
    WireReader in = integers(1_000_000);
    HashedKeys outer = in.hashedKeys(0);
    Set<@Nullable Set<@Nullable Key>> sets = new HashSet<>();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(
            () -> {
              while (!in.isAtEnd()) {
                HashedKeys inner = in.hashedKeys(0);
                Set<@Nullable Key> set = new LinkedHashSet<>();
                for (int i = 0; i < 100; i++) {
                  inner.add(set, new Key(in.readInt(), 1));
                }
                outer.add(sets, set);
              }
            });
    assertThat(comparisons).isLessThan(BEARABLE);
  }

  @Test
  void allSetsOfAMessageShareOneBound() {
    WireReader in = integers(1_000_000);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(
            () -> {
              while (!in.isAtEnd()) {
                HashedKeys keys = in.hashedKeys(0);
                Set<@Nullable Key> set = new LinkedHashSet<>();
                for (int i = 0; i < 500; i++) {
                  keys.add(set, new Key(in.readInt(), 1));
                }
              }
            });
    assertThat(comparisons).isLessThan(BEARABLE);
  }

  @Test
  @SuppressWarnings("NullAway") // it does not look into type arguments
  void nullIsAKey() {
    WireReader in = integers(0);
    HashedKeys keys = in.hashedKeys(0);
    Set<@Nullable Key> set = new LinkedHashSet<>();
    keys.add(set, null);
    keys.add(set, null);
    keys.add(set, new Key(0, Objects.hashCode(null)));
    assertThat(set).hasSize(2);
  }
}
