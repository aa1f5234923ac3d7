package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;

/**
 * The boxes between two keys, one of this side and one of the other (NaCl's {@code crypto_box}).
 * Immutable.
 */
final class Boxes {

  private static final byte[] ZERO = new byte[Salsa20.NONCE_PREFIX];

  private final byte[] key;

  /**
   * Creates the boxes of a pair of keys.
   *
   * @throws GeneralSecurityException if the public key is not usable
   */
  Boxes(byte[] ownSecret, byte[] othersPublic) throws GeneralSecurityException {
    key = Salsa20.deriveKey(X25519.product(ownSecret, othersPublic), ZERO);
  }

  /**
   * Returns the key of {@link SecretBox} for all nonces that begin with a text of 16 characters.
   */
  byte[] keyOf(String prefix) {
    return Salsa20.deriveKey(key, prefix.getBytes(US_ASCII));
  }

  /**
   * Returns the key of {@link SecretBox} for a nonce that begins with a text of 8 characters.
   *
   * @param nonce has the next bytes of the nonce at {@code offset}
   */
  byte[] keyOf(String prefix, byte[] nonce, int offset) {
    byte[] all = new byte[Salsa20.NONCE_PREFIX];
    byte[] text = prefix.getBytes(US_ASCII);
    System.arraycopy(text, 0, all, 0, text.length);
    System.arraycopy(nonce, offset, all, text.length, all.length - text.length);
    return Salsa20.deriveKey(key, all);
  }
}
