package io.tightwire.benchmarks.work;

/**
 * The values of the typical DTO: a customer of 16 characters, 5 items, 3 attributes, about 250
 * bytes in all. The checksum of an order is the sum of the checksums of its parts, independent of
 * the type that holds them. Stateless; thread-safe.
 */
public final class Sample {
  public static final String CUSTOMER = "customer-0123456";
  public static final int ITEMS = 5;
  public static final int ATTRIBUTES = 3;

  private static final String[] SKUS = {
    "SKU-100001", "SKU-100002", "SKU-100003", "SKU-100004", "SKU-100005"
  };
  private static final String[] KEYS = {"channel", "currency", "note"};
  private static final String[] VALUES = {"web", "EUR", "leave at the door"};
  private static final long PARTS = checksumOfParts();

  private Sample() {}

  public static String sku(int item) {
    return SKUS[item];
  }

  public static int quantity(int item) {
    return item + 1;
  }

  public static double price(int item) {
    return 9.99 * (item + 1);
  }

  public static String key(int attribute) {
    return KEYS[attribute];
  }

  public static String value(int attribute) {
    return VALUES[attribute];
  }

  public static long timestamp(long id) {
    return 1_700_000_000_000L + id;
  }

  public static long checksum(long id, String customer, long timestamp) {
    return 31 * (31 * id + customer.hashCode()) + timestamp;
  }

  public static long checksum(int index, String sku, int quantity, double price) {
    return (2 * index + 1) * (31L * sku.hashCode() + quantity + Double.doubleToLongBits(price));
  }

  public static long checksum(String key, String value) {
    return 31L * key.hashCode() + value.hashCode();
  }

  /** Returns the expected checksum of the order with this id. */
  public static long expected(long id) {
    return checksum(id, CUSTOMER, timestamp(id)) + PARTS;
  }

  private static long checksumOfParts() {
    long sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      sum += checksum(i, sku(i), quantity(i), price(i));
    }
    for (int i = 0; i < ATTRIBUTES; i++) {
      sum += checksum(key(i), value(i));
    }
    return sum;
  }
}
