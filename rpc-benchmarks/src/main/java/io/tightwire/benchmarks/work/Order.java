package io.tightwire.benchmarks.work;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The typical DTO, for libraries that encode Java types directly; serializable for RMI. Immutable
 * as long as its collections are not modified.
 */
@SuppressWarnings("serial") // the collections' types are interfaces
public record Order(
    long id, String customer, List<Item> items, Map<String, String> attributes, long timestamp)
    implements Serializable {

  /** Builds the {@link Sample}'s order, as a caller does for each call. */
  public static Order sample(long id) {
    List<Item> items = new ArrayList<>(Sample.ITEMS);
    for (int i = 0; i < Sample.ITEMS; i++) {
      items.add(new Item(Sample.sku(i), Sample.quantity(i), Sample.price(i)));
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < Sample.ATTRIBUTES; i++) {
      attributes.put(Sample.key(i), Sample.value(i));
    }
    return new Order(id, Sample.CUSTOMER, items, attributes, Sample.timestamp(id));
  }

  /** Reads every field. */
  public long checksum() {
    long sum = Sample.checksum(id, customer, timestamp);
    int index = 0;
    for (Item item : items) {
      sum += Sample.checksum(index++, item.sku(), item.quantity(), item.price());
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      sum += Sample.checksum(attribute.getKey(), attribute.getValue());
    }
    return sum;
  }
}
