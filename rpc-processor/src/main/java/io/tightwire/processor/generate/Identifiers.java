package io.tightwire.processor.generate;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Spells Java names. Stateless. */
final class Identifiers {

  /** The first parts of the packages that generated code may have to name. */
  private static final Set<String> ROOTS = Set.of("java", "io");

  private Identifiers() {}

  /**
   * Returns the name of a variable for a parameter or component that a user has named. It is
   * changed if it would hide a class or package that generated code refers to, or if Java can't
   * write it (other languages can). Different names stay different.
   */
  static String variable(String name) {
    int end = name.length();
    while (end > 1 && name.charAt(end - 1) == '_') {
      end--;
    }
    String stem = name.substring(0, end);
    if (!SourceVersion.isIdentifier(name)) {
      return written(name);
    }
    boolean hides = Character.isUpperCase(name.charAt(0)) || ROOTS.contains(stem);
    return hides || SourceVersion.isKeyword(stem) ? name + '_' : name;
  }

  /** Returns {@code _a$20$b} for {@code a b}. Names that are written by hand have no dollars. */
  private static String written(String name) {
    StringBuilder written = new StringBuilder("_");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isJavaIdentifierPart(c) && c != '$') {
        written.append(c);
      } else {
        written.append('$').append(Integer.toHexString(c)).append('$');
      }
    }
    return written.toString();
  }

  /** Returns {@code MULTIPLY_LATER} for {@code multiplyLater} and {@code MultiplyLater}. */
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
