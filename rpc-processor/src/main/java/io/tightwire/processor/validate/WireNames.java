package io.tightwire.processor.validate;

import java.util.regex.Pattern;

/** What names on the wire must be like. Pure functions. */
final class WireNames {

  /**
   * A slash parts service and method in paths, a line's end ends a name in lock files, and half a
   * surrogate pair has no UTF-8.
   */
  private static final Pattern UNUSABLE = Pattern.compile("[/\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private WireNames() {}

  static boolean isUsable(String name) {
    return name.strip().equals(name) && !UNUSABLE.matcher(name).find();
  }
}
