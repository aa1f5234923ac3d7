package io.tightwire.processor.generate;

import java.util.Locale;

/** Spellings of Java names. */
final class Identifiers {

  private Identifiers() {}

  /** {@code multiplyLater} and {@code MultiplyLater} → {@code MULTIPLY_LATER}. */
  static String constant(String name) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean wordStarts =
          i > 0
              && Character.isUpperCase(c)
              && (!Character.isUpperCase(name.charAt(i - 1))
                  || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
      if (wordStarts && name.charAt(i - 1) != '_') {
        constant.append('_');
      }
      constant.append(c);
    }
    return constant.toString().toUpperCase(Locale.ROOT);
  }
}
