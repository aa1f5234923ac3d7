package io.tightwire.internal.link.curve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The stream cipher XSalsa20 (D. J. Bernstein, "Extending the Salsa20 nonce", 2011): the keystream
 * of one key and one nonce. Has no branch and no index that depends on a secret. Confined to one
 * thread at a time.
 */
final class Salsa20 {

  static final int KEY = 32;
  static final int BLOCK = 64;

  /** The first bytes of a nonce: with the key they give the key of the keystream. */
  static final int NONCE_PREFIX = 16;

  /** The other bytes of a nonce. */
  static final int NONCE_REST = 8;

  private static final int ROUNDS = 20;
  private static final int WORDS = 16;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** "expand 32-byte k". */
  private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

  private final int[] input = new int[WORDS];
  private final int[] block = new int[WORDS];
  private final byte[] bytes = new byte[BLOCK];

  /**
   * Creates the keystream of a key that {@link #deriveKey} has returned, at its first block.
   *
   * @param rest the last eight bytes of the nonce
   */
  Salsa20(byte[] key, long rest) {
    set(input, key);
    long littleEndian = Long.reverseBytes(rest);
    input[6] = (int) littleEndian;
    input[7] = (int) (littleEndian >>> Integer.SIZE);
  }

  /** Returns the key for all nonces that begin with a prefix (HSalsa20). */
  static byte[] deriveKey(byte[] key, byte[] prefix) {
    int[] words = new int[WORDS];
    set(words, key);
    for (int i = 0; i < 4; i++) {
      words[6 + i] = get(prefix, i);
    }
    rounds(words, words);
    byte[] derived = new byte[KEY];
    for (int i = 0; i < 4; i++) {
      INT.set(derived, 4 * i, words[5 * i]);
      INT.set(derived, 16 + 4 * i, words[6 + i]);
    }
    return derived;
  }

  private static void set(int[] words, byte[] key) {
    for (int i = 0; i < 4; i++) {
      words[5 * i] = SIGMA[i];
      words[1 + i] = get(key, i);
      words[11 + i] = get(key, 4 + i);
    }
  }

  private static int get(byte[] from, int word) {
    return (int) INT.get(from, Integer.BYTES * word);
  }

  /** Returns the next bytes of the keystream, valid until the next call. */
  byte[] next() {
    nextBlock();
    for (int i = 0; i < WORDS; i++) {
      INT.set(bytes, Integer.BYTES * i, block[i]);
    }
    return bytes;
  }

  /** Combines bytes with the next ones of the keystream. Ends what is not a whole block. */
  void xor(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; end - at >= BLOCK; at += BLOCK) {
      nextBlock();
      for (int i = 0; i < WORDS; i++) {
        int index = at + Integer.BYTES * i;
        INT.set(data, index, (int) INT.get(data, index) ^ block[i]);
      }
    }
    if (at < end) {
      byte[] last = next();
      for (int i = 0; at < end; i++, at++) {
        data[at] ^= last[i];
      }
    }
  }

  private void nextBlock() {
    rounds(input, block);
    for (int i = 0; i < WORDS; i++) {
      block[i] += input[i];
    }
    if (++input[8] == 0) {
      input[9]++;
    }
  }

  private static void rounds(int[] in, int[] out) {
    int x0 = in[0];
    int x1 = in[1];
    int x2 = in[2];
    int x3 = in[3];
    int x4 = in[4];
    int x5 = in[5];
    int x6 = in[6];
    int x7 = in[7];
    int x8 = in[8];
    int x9 = in[9];
    int x10 = in[10];
    int x11 = in[11];
    int x12 = in[12];
    int x13 = in[13];
    int x14 = in[14];
    int x15 = in[15];
    for (int i = 0; i < ROUNDS; i += 2) {
      x4 ^= Integer.rotateLeft(x0 + x12, 7);
      x8 ^= Integer.rotateLeft(x4 + x0, 9);
      x12 ^= Integer.rotateLeft(x8 + x4, 13);
      x0 ^= Integer.rotateLeft(x12 + x8, 18);
      x9 ^= Integer.rotateLeft(x5 + x1, 7);
      x13 ^= Integer.rotateLeft(x9 + x5, 9);
      x1 ^= Integer.rotateLeft(x13 + x9, 13);
      x5 ^= Integer.rotateLeft(x1 + x13, 18);
      x14 ^= Integer.rotateLeft(x10 + x6, 7);
      x2 ^= Integer.rotateLeft(x14 + x10, 9);
      x6 ^= Integer.rotateLeft(x2 + x14, 13);
      x10 ^= Integer.rotateLeft(x6 + x2, 18);
      x3 ^= Integer.rotateLeft(x15 + x11, 7);
      x7 ^= Integer.rotateLeft(x3 + x15, 9);
      x11 ^= Integer.rotateLeft(x7 + x3, 13);
      x15 ^= Integer.rotateLeft(x11 + x7, 18);
      x1 ^= Integer.rotateLeft(x0 + x3, 7);
      x2 ^= Integer.rotateLeft(x1 + x0, 9);
      x3 ^= Integer.rotateLeft(x2 + x1, 13);
      x0 ^= Integer.rotateLeft(x3 + x2, 18);
      x6 ^= Integer.rotateLeft(x5 + x4, 7);
      x7 ^= Integer.rotateLeft(x6 + x5, 9);
      x4 ^= Integer.rotateLeft(x7 + x6, 13);
      x5 ^= Integer.rotateLeft(x4 + x7, 18);
      x11 ^= Integer.rotateLeft(x10 + x9, 7);
      x8 ^= Integer.rotateLeft(x11 + x10, 9);
      x9 ^= Integer.rotateLeft(x8 + x11, 13);
      x10 ^= Integer.rotateLeft(x9 + x8, 18);
      x12 ^= Integer.rotateLeft(x15 + x14, 7);
      x13 ^= Integer.rotateLeft(x12 + x15, 9);
      x14 ^= Integer.rotateLeft(x13 + x12, 13);
      x15 ^= Integer.rotateLeft(x14 + x13, 18);
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
    out[4] = x4;
    out[5] = x5;
    out[6] = x6;
    out[7] = x7;
    out[8] = x8;
    out[9] = x9;
    out[10] = x10;
    out[11] = x11;
    out[12] = x12;
    out[13] = x13;
    out[14] = x14;
    out[15] = x15;
  }
}
