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
 * <p>Not safe for use by several threads at once.
 */
public final class HashedKeys {

  private static final int INITIAL = 16;

  /** What a comparison costs at least, in the bytes that could be read meanwhile. */
  private static final int COMPARISON = 8;

  private final WireReader in;

  /** The hash codes of the keys so far, by open addressing; 0 is free. */
  private int[] table = new int[INITIAL];

  private int used;

  /** What reading had cost when the present key began. */
  private long begin;

  // Of the present key.
  private int hash;
  private int slot;

  HashedKeys(WireReader in) {
    this.in = in;
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

  /**
   * Comparing two keys takes about as long as reading one of them took, collisions inside it
   * included.
   */
  private void meet(@Nullable Object key) {
    hash = key == null ? 0 : key.hashCode();
    if (hash == 0) {
      hash = 1;
    }
    long equal = 0;
    long steps = 0;
    slot = slotOf(hash);
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        equal++;
      }
      steps++;
      slot = (slot + 1) & (table.length - 1);
    }
    if (steps > 0) {
      in.spend(steps + equal * (COMPARISON + in.cost() - begin));
    }
  }

  private int slotOf(int hashCode) {
    return (hashCode * 0x9e3779b9) >>> (1 + Integer.numberOfLeadingZeros(table.length));
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
