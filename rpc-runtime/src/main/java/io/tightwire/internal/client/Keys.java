package io.tightwire.internal.client;

/** Hashes of keys and of servers, the same in every process. Stateless; thread-safe. */
final class Keys {

  private Keys() {}

  /** Returns the hash of a text (FNV-1a, mixed). */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** Mixes all bits of a number (the finalizer of SplitMix64: Steele, Lea and Flood, 2014). */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /**
   * Returns the score of a server for a key: the server with the largest score takes the key. Each
   * gets keys by its weight, and keeps them when others come or go (weighted rendezvous hashing:
   * Schindelhauer and Schomaker, 2005).
   *
   * @param weight greater than zero
   */
  static double score(long key, long server, int weight) {
    double uniform = ((mix(key ^ server) >>> 11) + 0.5) * 0x1.0p-53; // in (0, 1)
    return -weight / Math.log(uniform);
  }
}
