package io.tightwire.benchmarks.compare;

import java.util.Arrays;

/** Checks every result. Stateless; thread-safe. */
final class Check {

  private Check() {}

  static void same(long got, long wanted) {
    if (got != wanted) {
      throw new IllegalStateException("A wrong response: " + got + " instead of " + wanted);
    }
  }

  static void same(byte[] got, byte[] wanted) {
    int differs = Arrays.mismatch(got, wanted);
    if (differs >= 0) {
      throw new IllegalStateException(
          "A wrong response: %d bytes instead of %d, different from byte %d on"
              .formatted(got.length, wanted.length, differs));
    }
  }
}
