package io.tightwire.internal.link.curve;

import io.tightwire.internal.link.CurveOptions;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** A server's keys, and its list of clients' keys. Thread-safe. */
public final class CurveServerKeys {

  private final CurveOptions options;
  private final byte[] publicKey;
  private final byte[] secretKey;

  /**
   * Creates the keys from their texts.
   *
   * @throws IllegalStateException if this Java cannot compute with them
   */
  public CurveServerKeys(CurveOptions options) {
    this.options = options;
    this.publicKey = Z85.decode(options.publicKey());
    this.secretKey = Z85.decode(options.secretKey());
    try {
      byte[] unused = X25519.publicKey(secretKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java does not have X25519, which CURVE needs; add the module jdk.crypto.ec to it",
          e);
    }
  }

  byte[] secretKey() {
    return secretKey;
  }

  boolean isPublicKey(byte[] bytes, int from) {
    return Arrays.equals(bytes, from, from + X25519.KEY, publicKey, 0, X25519.KEY);
  }

  /** Returns whether a client with this key, in Z85, may connect now. */
  public boolean allows(String clientKey) {
    return options.allows(clientKey);
  }
}
