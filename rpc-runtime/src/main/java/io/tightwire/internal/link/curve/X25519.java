package io.tightwire.internal.link.curve;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** Products of Curve25519 (RFC 7748), computed by the JDK. Stateless and thread-safe. */
public final class X25519 {

  /** The length of a key, in bytes. */
  public static final int KEY = 32;

  private static final String NAME = "X25519";

  /** The JDK's own provider. Others may come first, and not accept these kinds of keys. */
  private static final @Nullable Provider JDK = Security.getProvider("SunEC");

  private static final BigInteger BASE = BigInteger.valueOf(9);
  private static final SecureRandom RANDOM = new SecureRandom();

  private X25519() {}

  /** Returns new random bytes. */
  static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * Returns the public key of a secret key: its product with the base point.
   *
   * @throws GeneralSecurityException if this Java does not have X25519
   */
  public static byte[] publicKey(byte[] secret) throws GeneralSecurityException {
    return product(secret, BASE);
  }

  /**
   * Returns the product of a secret key and a public one.
   *
   * @throws GeneralSecurityException if the public key is a point of small order, for which the
   *     product does not depend on the secret
   */
  static byte[] product(byte[] secret, byte[] publicKey) throws GeneralSecurityException {
    byte[] bigEndian = new byte[KEY];
    for (int i = 0; i < KEY; i++) {
      bigEndian[i] = publicKey[KEY - 1 - i];
    }
    bigEndian[0] &= 0x7f; // RFC 7748 ignores the highest bit
    return product(secret, new BigInteger(1, bigEndian));
  }

  private static byte[] product(byte[] secret, BigInteger u) throws GeneralSecurityException {
    KeyFactory keys =
        JDK == null ? KeyFactory.getInstance(NAME) : KeyFactory.getInstance(NAME, JDK);
    KeyAgreement agreement =
        JDK == null ? KeyAgreement.getInstance(NAME) : KeyAgreement.getInstance(NAME, JDK);
    agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret)));
    agreement.doPhase(
        keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u)), true);
    return agreement.generateSecret();
  }
}
