package io.tightwire.processor.validate;

import java.util.regex.Pattern;

/** Checks names on the wire. Stateless. */
final class WireNames {

  /**
   * Characters that names must not have: a slash separates service and method in paths, the end of
   * a line ends a name in lock files, and half a surrogate pair has no UTF-8.
   */
  private static final Pattern UNUSABLE = Pattern.compile("[/\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private WireNames() {}

  static boolean isUsable(String name) {
    return name.strip().equals(name) && !UNUSABLE.matcher(name).find();
  }
}
