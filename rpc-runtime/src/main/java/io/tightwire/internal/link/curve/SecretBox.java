package io.tightwire.internal.link.curve;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Authenticated encryption as NaCl's {@code crypto_secretbox} (XSalsa20 and Poly1305), in place. A
 * box is a tag of {@value #TAG} bytes and the encrypted bytes. Stateless and thread-safe.
 */
final class SecretBox {

  static final int TAG = Poly1305.TAG;

  private SecretBox() {}

  /**
   * Encrypts bytes where they are.
   *
   * @param key of the keystream: {@link Salsa20#deriveKey}
   * @param rest the end of the nonce, which must be new for the key
   * @param buffer has the box at {@code offset}: space for the tag, then the bytes
   * @param length of the bytes, without the tag
   */
  static void seal(byte[] key, long rest, byte[] buffer, int offset, int length) {
    Salsa20 stream = new Salsa20(key, rest);
    byte[] first = stream.next().clone();
    xor(stream, first, buffer, offset + TAG, length);
    byte[] tag = Poly1305.tag(first, buffer, offset + TAG, length);
    System.arraycopy(tag, 0, buffer, offset, TAG);
  }

  /**
   * Decrypts bytes where they are, if the tag is right. If not, they are not changed.
   *
   * @param length of the bytes, without the tag
   * @return whether the tag is right
   */
  static boolean open(byte[] key, long rest, byte[] buffer, int offset, int length) {
    Salsa20 stream = new Salsa20(key, rest);
    byte[] first = stream.next().clone();
    byte[] tag = Poly1305.tag(first, buffer, offset + TAG, length);
    if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(buffer, offset, offset + TAG))) {
      return false;
    }
    xor(stream, first, buffer, offset + TAG, length);
    return true;
  }

  /** The first half of the first block is the authenticator's key; the second is for the bytes. */
  private static void xor(Salsa20 stream, byte[] first, byte[] buffer, int offset, int length) {
    int head = Math.min(length, Salsa20.BLOCK - Poly1305.KEY);
    for (int i = 0; i < head; i++) {
      buffer[offset + i] ^= first[Poly1305.KEY + i];
    }
    stream.xor(buffer, offset + head, length - head);
  }
}
