package io.tightwire.codec;

/** Text from a peer, made fit for a message: quoted, short, without control characters. */
final class Excerpt {

  private static final int MAX = 64;

  private Excerpt() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder().append('"');
    int length = Math.min(text.length(), MAX);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) ? '?' : c);
    }
    return quoted.append(text.length() > MAX ? "…\"" : "\"").toString();
  }
}
