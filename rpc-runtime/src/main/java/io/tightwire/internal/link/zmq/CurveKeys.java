package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.curve.X25519;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import zmq.io.mechanism.curve.Curve;
import zmq.util.Z85;

/**
 * Makes and checks keys of CURVE, in <a href="https://rfc.zeromq.org/spec/32/">Z85</a>.
 * Thread-safe.
 */
public final class CurveKeys {

  private static final int LENGTH = 40;
  private static final int BYTES = 32;
  private static final String PUNCTUATION = ".-:+=^!/*?&<>()[]{}@%$#";

  private CurveKeys() {}

  /** Returns a new pair: the public key, and the secret one. */
  public static String[] generate() {
    return new Curve().keypairZ85();
  }

  /**
   * Returns whether a text is a key. JeroMQ accepts others too, and derives unexpected keys from
   * them.
   */
  public static boolean isKey(String text) {
    if (text.length() != LENGTH || !text.chars().allMatch(CurveKeys::isDigit)) {
      return false;
    }
    byte[] bytes = Z85.decode(text);
    return text.equals(Z85.encode(bytes, BYTES)) && !Arrays.equals(bytes, new byte[BYTES]);
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || PUNCTUATION.indexOf(c) >= 0;
  }

  /** Returns whether two keys are a pair; true if this Java cannot check it. */
  public static boolean belongTogether(String publicKey, String secretKey) {
    try {
      return Arrays.equals(Z85.decode(publicKey), X25519.publicKey(Z85.decode(secretKey)));
    } catch (GeneralSecurityException e) {
      return true; // no X25519 here
    }
  }
}
