package io.tightwire.codec;

/**
 * Text from a peer, made fit for a message: short, and without control characters.
 *
 * <p>Stateless and thread-safe.
 */
final class Excerpt {

  private static final int MAX = 64;

  private Excerpt() {}

  /** The text's beginning in quotes. */
  static String quoted(String text) {
    return '"' + of(text, MAX) + '"';
  }

  /** Returns the beginning of a text: at most {@code max} characters and an ellipsis. */
  static String of(String text, int max) {
    int length = text.length();
    if (length > max) {
      // Half of a surrogate pair could not be sent back as UTF-8.
      length = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }
    StringBuilder excerpt = new StringBuilder(length + 1);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      excerpt.append(Character.isISOControl(c) ? '?' : c);
    }
    return length < text.length() ? excerpt.append('…').toString() : excerpt.toString();
  }
}
