package io.tightwire.processor.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value on the wire. Java types that look the same there have the same form: {@code
 * int} and a required {@code Integer}, {@code Optional<String>} and a nullable {@code String},
 * lists, sets and arrays. Immutable.
 *
 * @param head the name of a scalar, {@code list}, {@code map}, {@code void}; or {@code @} and the
 *     name of a {@link Shape}
 * @param parts the forms inside: a list's element, a map's key and value
 * @param nullable whether nil is allowed in its place
 */
public record WireForm(String head, List<WireForm> parts, boolean nullable) {

  static final String LIST = "list";
  static final String MAP = "map";
  static final String VOID = "void";

  private static final String REFERENCE = "@";

  /**
   * A limit on the words of one form: more than people write, and few enough for the parser's
   * recursion.
   */
  private static final int MAX_WORDS = 1_000;

  static WireForm of(String head, WireForm... parts) {
    return new WireForm(head, List.of(parts), true);
  }

  static WireForm referenceTo(String shape) {
    return of(REFERENCE + shape);
  }

  /** Returns this form with nil allowed or not. */
  WireForm nullable(boolean allowed) {
    return new WireForm(head, parts, allowed);
  }

  /** Returns whether it refers to a shape. */
  public boolean isReference() {
    return head.startsWith(REFERENCE);
  }

  /** Returns the name of the shape that it refers to. */
  public String shape() {
    return head.substring(REFERENCE.length());
  }

  /**
   * Returns whether it has the same structure as the other form. Where null is allowed does not
   * count, nor do the names of shapes.
   */
  public boolean looksLike(WireForm other) {
    boolean same = isReference() ? other.isReference() : head.equals(other.head);
    for (int i = 0; same && i < parts.size(); i++) {
      same = parts.get(i).looksLike(other.parts.get(i));
    }
    return same;
  }

  /**
   * Returns this form with null allowed only where the other form, which has the same structure,
   * allows it too.
   */
  WireForm withNullabilityOf(WireForm other) {
    List<WireForm> each = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      each.add(parts.get(i).withNullabilityOf(other.parts.get(i)));
    }
    return new WireForm(head, List.copyOf(each), nullable && other.nullable);
  }

  /** Parses the text that {@link #toString} returns. Returns null for any other text. */
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

  /** Returns {@code list of @Account?}, as in lock files and messages. */
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
