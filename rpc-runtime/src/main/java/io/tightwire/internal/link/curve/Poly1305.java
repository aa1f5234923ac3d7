package io.tightwire.internal.link.curve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The authenticator Poly1305 (RFC 8439, section 2.5): the message as a polynomial modulo 2^130 - 5.
 * Numbers are five limbs of 26 bits, so that products fit into 64 bits (A. Moon, poly1305-donna).
 * Has no branch that depends on a secret. Confined to one thread.
 */
final class Poly1305 {

  static final int TAG = 16;
  static final int KEY = 32;

  private static final int BLOCK = 16;
  private static final int BITS = 26;
  private static final int MASK = (1 << BITS) - 1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long r0;
  private final long r1;
  private final long r2;
  private final long r3;
  private final long r4;
  private final long padLow;
  private final long padHigh;

  private long h0;
  private long h1;
  private long h2;
  private long h3;
  private long h4;

  private Poly1305(byte[] key) {
    long low = get(key, 0) & 0x0ffffffc0fffffffL;
    long high = get(key, 8) & 0x0ffffffc0ffffffcL;
    r0 = low & MASK;
    r1 = low >>> 26 & MASK;
    r2 = (low >>> 52 | high << 12) & MASK;
    r3 = high >>> 14 & MASK;
    r4 = high >>> 40;
    padLow = get(key, 16);
    padHigh = get(key, 24);
  }

  private static long get(byte[] from, int index) {
    return (long) LONG.get(from, index);
  }

  /**
   * Returns the tag of a message.
   *
   * @param key has at least {@value #KEY} bytes, and is used for one message only
   */
  static byte[] tag(byte[] key, byte[] message, int offset, int length) {
    Poly1305 state = new Poly1305(key);
    int whole = length & -BLOCK;
    state.add(message, offset, whole, 1L << 24);
    int rest = length - whole;
    if (rest > 0) {
      byte[] last = new byte[BLOCK];
      System.arraycopy(message, offset + whole, last, 0, rest);
      last[rest] = 1;
      state.add(last, 0, BLOCK, 0);
    }
    return state.finish();
  }

  /** Adds whole blocks; {@code bit} is the 2^128 that belongs to each of them, in the last limb. */
  private void add(byte[] message, int offset, int length, long bit) {
    long a0 = h0;
    long a1 = h1;
    long a2 = h2;
    long a3 = h3;
    long a4 = h4;
    long s1 = 5 * r1;
    long s2 = 5 * r2;
    long s3 = 5 * r3;
    long s4 = 5 * r4;
    for (int at = offset; at < offset + length; at += BLOCK) {
      long low = get(message, at);
      long high = get(message, at + Long.BYTES);
      a0 += low & MASK;
      a1 += low >>> 26 & MASK;
      a2 += (low >>> 52 | high << 12) & MASK;
      a3 += high >>> 14 & MASK;
      a4 += high >>> 40 | bit;
      long d0 = a0 * r0 + a1 * s4 + a2 * s3 + a3 * s2 + a4 * s1;
      long d1 = a0 * r1 + a1 * r0 + a2 * s4 + a3 * s3 + a4 * s2;
      long d2 = a0 * r2 + a1 * r1 + a2 * r0 + a3 * s4 + a4 * s3;
      long d3 = a0 * r3 + a1 * r2 + a2 * r1 + a3 * r0 + a4 * s4;
      long d4 = a0 * r4 + a1 * r3 + a2 * r2 + a3 * r1 + a4 * r0;
      d1 += d0 >>> BITS;
      d2 += d1 >>> BITS;
      d3 += d2 >>> BITS;
      d4 += d3 >>> BITS;
      a0 = (d0 & MASK) + 5 * (d4 >>> BITS);
      a1 = (d1 & MASK) + (a0 >>> BITS);
      a0 &= MASK;
      a2 = d2 & MASK;
      a3 = d3 & MASK;
      a4 = d4 & MASK;
    }
    h0 = a0;
    h1 = a1;
    h2 = a2;
    h3 = a3;
    h4 = a4;
  }

  private byte[] finish() {
    reduce();
    // h - p, that is h + 5 - 2^130, which is negative unless h >= p
    long g0 = h0 + 5;
    long g1 = h1 + (g0 >>> BITS);
    long g2 = h2 + (g1 >>> BITS);
    long g3 = h3 + (g2 >>> BITS);
    long g4 = h4 + (g3 >>> BITS) - (1L << BITS);
    long keep = g4 >> 63; // all bits, if negative
    h0 = (h0 & keep) | (g0 & MASK & ~keep);
    h1 = (h1 & keep) | (g1 & MASK & ~keep);
    h2 = (h2 & keep) | (g2 & MASK & ~keep);
    h3 = (h3 & keep) | (g3 & MASK & ~keep);
    h4 = (h4 & keep) | (g4 & ~keep);
    long low = h0 | h1 << 26 | h2 << 52;
    long high = h2 >>> 12 | h3 << 14 | h4 << 40;
    long sum = low + padLow;
    long carry = ((low & padLow) | ((low | padLow) & ~sum)) >>> 63;
    byte[] tag = new byte[TAG];
    LONG.set(tag, 0, sum);
    LONG.set(tag, Long.BYTES, high + padHigh + carry);
    return tag;
  }

  /** Carries until each limb has its bits only. */
  private void reduce() {
    for (int i = 0; i < 2; i++) {
      h1 += h0 >>> BITS;
      h2 += h1 >>> BITS;
      h3 += h2 >>> BITS;
      h4 += h3 >>> BITS;
      h0 = (h0 & MASK) + 5 * (h4 >>> BITS);
      h1 &= MASK;
      h2 &= MASK;
      h3 &= MASK;
      h4 &= MASK;
    }
    h1 += h0 >>> BITS;
    h0 &= MASK;
  }
}
