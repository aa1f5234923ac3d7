package io.tightwire.cli.describe;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone probably meant. Stateless; thread-safe. */
public final class NearMiss {

  /** Longer names are not compared: the time grows with the square of the length. */
  private static final int MAX_LENGTH = 200;

  private NearMiss() {}

  /**
   * Returns the name that is nearest to what was written, if any is near.
   *
   * @param written what there is no such name of
   * @param names those that there are
   */
  public static Optional<String> of(String written, Collection<String> names) {
    String wanted = written.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Math.max(1, Math.min(wanted.length() / 2, 5)) + 1;
    for (String name : names) {
      String other = name.toLowerCase(Locale.ROOT);
      int distance = other.endsWith('.' + wanted) ? 0 : distance(wanted, other, least);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Returns {@code "; did you mean …?"}, or else the names, if they are few. */
  public static String hint(String written, Collection<String> names) {
    Optional<String> nearest = of(written, names);
    if (nearest.isPresent()) {
      return "; did you mean " + nearest.get() + "?";
    }
    return names.isEmpty() || names.size() > 12
        ? ""
        : "; there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names);
  }

  /** Returns how many characters have to be added, removed or replaced (Levenshtein). */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough || b.length() > 2 * MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
