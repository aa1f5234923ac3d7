package io.tightwire.codec;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one set or map that is being read. Keys of one hash code are compared with each
 * other, and a hostile peer can send nothing but such keys: what these comparisons may cost is
 * bounded for the whole message, by {@link BoundedInput#spend}. Generated code uses it for keys of
 * which the JDK's hash tables keep no order: records, collections, and others that are not
 * comparable with their own class.
 *
 * <p>Not thread-safe.
 */
public final class HashedKeys {

  /** How many keys there is room for at first, at most: the number announced may be a lie. */
  private static final int MOST_AT_FIRST = 4096;

  /** What a comparison costs at least, in the bytes that could be read meanwhile. */
  private static final int COMPARISON = 8;

  private final WireReader in;

  /** The hash codes of the keys so far, by open addressing; 0 is free. */
  private int[] table;

  /** Of a 32-bit product, to leave as many bits as an index has. */
  private int shift;

  private int used;

  /** What reading had cost when the present key began. */
  private long begin;

  // Of the present key.
  private int hash;
  private int slot;

  /**
   * The keys that come next.
   *
   * @param announced how many there may be
   */
  HashedKeys(WireReader in, int announced) {
    this.in = in;
    this.shift = Integer.numberOfLeadingZeros(Math.min(announced, MOST_AT_FIRST) | 1) - 1;
    this.table = new int[1 << (Integer.SIZE - shift)];
    this.begin = in.cost();
  }

  /**
   * Puts a key into a set.
   *
   * @param set where to
   * @param key what was read since the last one
   * @param <K> the type of the keys
   * @throws CodecException if too many keys of the message have the same hash codes
   */
  public <K extends @Nullable Object> void add(Set<K> set, K key) {
    meet(key);
    if (set.add(key)) {
      remember();
    }
    begin = in.cost();
  }

  /**
   * Looks at a key of a map, before its value is read.
   *
   * @param key what was read since the last value
   * @param <K> the type of the keys
   * @return the key
   * @throws CodecException if too many keys of the message have the same hash codes
   */
  public <K extends @Nullable Object> K key(K key) {
    meet(key);
    return key;
  }

  /**
   * Puts an entry into a map.
   *
   * @param map where to
   * @param key what {@link #key} has looked at
   * @param value the value that was read after it
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  public <K extends @Nullable Object, V extends @Nullable Object> void put(
      Map<K, V> map, K key, V value) {
    int before = map.size();
    map.put(key, value);
    if (map.size() != before) {
      remember();
    }
    begin = in.cost();
  }

  private void meet(@Nullable Object key) {
    int code = key == null ? 0 : key.hashCode();
    hash = code == 0 ? 1 : code;
    slot = slotOf(hash);
    if (table[slot] != 0) {
      collide();
    }
  }

  /**
   * Looks for a free slot, and charges for the comparisons with keys of the same hash code: each
   * takes about as long as reading the present one took, collisions inside it included.
   */
  private void collide() {
    long equal = 0;
    long steps = 0;
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        equal++;
      }
      steps++;
      slot = (slot + 1) & (table.length - 1);
    }
    in.spend(steps + equal * (COMPARISON + in.cost() - begin));
  }

  private int slotOf(int hashCode) {
    return (hashCode * 0x9e3779b9) >>> shift;
  }

  private void remember() {
    table[slot] = hash;
    if (++used * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    int[] smaller = table;
    table = new int[2 * smaller.length];
    shift--;
    for (int each : smaller) {
      if (each != 0) {
        int free = slotOf(each);
        while (table[free] != 0) {
          free = (free + 1) & (table.length - 1);
        }
        table[free] = each;
      }
    }
  }
}
