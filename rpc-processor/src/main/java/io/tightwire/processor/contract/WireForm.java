package io.tightwire.processor.contract;

import java.util.List;

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
