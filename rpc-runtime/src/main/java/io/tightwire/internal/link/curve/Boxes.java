package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.neilalexander.jnacl.crypto.hsalsa20;
import com.neilalexander.jnacl.crypto.poly1305;
import com.neilalexander.jnacl.crypto.xsalsa20;
import com.neilalexander.jnacl.crypto.xsalsa20poly1305;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The boxes between two keys, one of this side and one of the other (NaCl's {@code crypto_box}). A
 * box is a tag of {@value #TAG} bytes and the encrypted bytes. JNaCl computes them; the product of
 * the keys is the JDK's. Immutable.
 */
final class Boxes {

  static final int TAG = 16;

  /** Where a box begins that is made or opened in place. What is before it is overwritten. */
  static final int PADDING = 16;

  /** Where the contents of such a box begin. */
  static final int CONTENTS = PADDING + TAG;

  private static final int NONCE = 24;

  private final byte[] key = new byte[X25519.KEY];

  /**
   * Creates the boxes of a pair of keys.
   *
   * @throws GeneralSecurityException if the public key is not usable
   */
  Boxes(byte[] ownSecret, byte[] othersPublic) throws GeneralSecurityException {
    byte[] product = X25519.product(ownSecret, othersPublic);
    hsalsa20.crypto_core(key, new byte[16], product, xsalsa20.sigma);
  }

  /** Returns the nonce that is a text of 16 characters and a number. */
  static byte[] nonce(String prefix, long number) {
    return ByteBuffer.allocate(NONCE).put(prefix.getBytes(US_ASCII)).putLong(number).array();
  }

  /** Returns the nonce that is a text of 8 characters and 16 bytes. */
  static byte[] nonce(String prefix, byte[] rest, int offset) {
    ByteBuffer nonce = ByteBuffer.allocate(NONCE).put(prefix.getBytes(US_ASCII));
    return nonce.put(rest, offset, nonce.remaining()).array();
  }

  /**
   * Encrypts contents where they are.
   *
   * @param nonce must be new
   * @param padded has the contents at {@link #CONTENTS}, and then the box at {@link #PADDING}
   */
  void sealInPlace(byte[] nonce, byte[] padded) {
    Arrays.fill(padded, 0, CONTENTS, (byte) 0);
    xsalsa20poly1305.crypto_secretbox(padded, padded, padded.length, nonce, key);
  }

  /**
   * Decrypts contents where they are, if the tag is right. If not, nothing is changed.
   *
   * <p>These are the steps of JNaCl's {@code crypto_secretbox_open}, which compares only 15 of the
   * tag's 16 bytes.
   *
   * @param padded has the box at {@link #PADDING}, and then the contents at {@link #CONTENTS}
   * @return whether the tag is right
   */
  boolean openInPlace(byte[] nonce, byte[] padded) {
    byte[] tagKey = new byte[X25519.KEY];
    xsalsa20.crypto_stream(tagKey, tagKey.length, nonce, key);
    byte[] tag = new byte[TAG];
    poly1305.crypto_onetimeauth(tag, 0, padded, CONTENTS, padded.length - CONTENTS, tagKey);
    if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(padded, PADDING, CONTENTS))) {
      return false;
    }
    xsalsa20.crypto_stream_xor(padded, padded, padded.length, nonce, key);
    return true;
  }

  /** Returns the box of contents. */
  byte[] seal(byte[] nonce, byte[] contents) {
    byte[] padded = new byte[CONTENTS + contents.length];
    System.arraycopy(contents, 0, padded, CONTENTS, contents.length);
    sealInPlace(nonce, padded);
    return Arrays.copyOfRange(padded, PADDING, padded.length);
  }

  /** Returns the contents of a box of at least {@value #TAG} bytes; null if its tag is wrong. */
  byte @Nullable [] open(byte[] nonce, byte[] from, int offset, int length) {
    byte[] padded = new byte[PADDING + length];
    System.arraycopy(from, offset, padded, PADDING, length);
    return openInPlace(nonce, padded) ? Arrays.copyOfRange(padded, CONTENTS, padded.length) : null;
  }
}
