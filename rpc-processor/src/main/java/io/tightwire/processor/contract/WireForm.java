package io.tightwire.processor.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value looks on the wire: types that look the same there are the same ({@code int} and a
 * required {@code Integer}, {@code Optional<String>} and a nullable {@code String}, lists, sets and
 * arrays). Immutable.
 *
 * @param head the name of a scalar, {@code list}, {@code map}, {@code void}; or {@code @} and the
 *     name of a {@link Shape}
 * @param parts what it is made of: a list's element, a map's key and value
 * @param nullable whether nil may stand for it
 */
public record WireForm(String head, List<WireForm> parts, boolean nullable) {

  static final String LIST = "list";
  static final String MAP = "map";
  static final String VOID = "void";

  private static final String REFERENCE = "@";

  /** More than people write, and not too many for the stack. */
  private static final int MAX_WORDS = 1_000;

  static WireForm of(String head, WireForm... parts) {
    return new WireForm(head, List.of(parts), true);
  }

  static WireForm referenceTo(String shape) {
    return of(REFERENCE + shape);
  }

  /** The same where nil is allowed, or not. */
  WireForm nullable(boolean allowed) {
    return new WireForm(head, parts, allowed);
  }

  /** Whether a shape says what it is. */
  public boolean isReference() {
    return head.startsWith(REFERENCE);
  }

  /** The shape's name, if it is a reference to one. */
  public String shape() {
    return head.substring(REFERENCE.length());
  }

  /** Whether it has the same parts, wherever null is allowed, and whatever references refer to. */
  public boolean looksLike(WireForm other) {
    boolean same = isReference() ? other.isReference() : head.equals(other.head);
    for (int i = 0; same && i < parts.size(); i++) {
      same = parts.get(i).looksLike(other.parts.get(i));
    }
    return same;
  }

  /** The same with null allowed only where the other, which looks like it, allows it too. */
  WireForm withNullabilityOf(WireForm other) {
    List<WireForm> each = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      each.add(parts.get(i).withNullabilityOf(other.parts.get(i)));
    }
    return new WireForm(head, List.copyOf(each), nullable && other.nullable);
  }

  /** What {@link #toString} has written; null if it can't have been. */
  static @Nullable WireForm parse(String text) {
    Deque<String> words = new ArrayDeque<>(List.of(text.split(" ")));
    WireForm form = words.size() > MAX_WORDS ? null : parse(words);
    return words.isEmpty() ? form : null;
  }

  private static @Nullable WireForm parse(Deque<String> words) {
    String word = words.poll();
    if (word == null) {
      return null;
    }
    boolean nullable = word.endsWith("?");
    String head = nullable ? word.substring(0, word.length() - 1) : word;
    List<WireForm> parts = new ArrayList<>();
    for (String before : separators(head)) {
      WireForm part = before.equals(words.poll()) ? parse(words) : null;
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return head.isEmpty() ? null : new WireForm(head, List.copyOf(parts), nullable);
  }

  private static List<String> separators(String head) {
    return switch (head) {
      case LIST -> List.of("of");
      case MAP -> List.of("of", "to");
      default -> List.of();
    };
  }

  /** {@code list of @Account?}, as lock files and messages have it. */
  @Override
  public String toString() {
    String text = head + (nullable ? "?" : "");
    return switch (parts.size()) {
      case 0 -> text;
      case 1 -> text + " of " + parts.get(0);
      default -> text + " of " + parts.get(0) + " to " + parts.get(1);
    };
  }
}
