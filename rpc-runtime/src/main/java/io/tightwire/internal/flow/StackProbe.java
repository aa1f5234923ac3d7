package io.tightwire.internal.flow;

/**
 * Finds out whether a thread has stack left for code that must not run out of it half way.
 *
 * <p>Stateless and thread-safe.
 */
public final class StackProbe {

  /** About 6 KiB, compiled. */
  private static final int FRAMES = 24;

  private StackProbe() {}

  /** Returns whether the calling thread has at least some 6 KiB of stack left. */
  public static boolean hasRoom() {
    try {
      return descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) != 0;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  /** All values are needed after the recursive call, so that the frame must hold them. */
  private static long descend(
      int frames,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j,
      long k,
      long l,
      long m,
      long n,
      long o,
      long p) {
    long below =
        frames == 0 ? 1 : descend(frames - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a);
    return below | (a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l ^ m ^ n ^ o ^ p);
  }
}
