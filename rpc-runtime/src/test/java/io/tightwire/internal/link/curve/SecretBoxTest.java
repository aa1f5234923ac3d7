package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.neilalexander.jnacl.crypto.xsalsa20poly1305;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** JNaCl is the reference, and the vectors of RFC 8439 are. */
class SecretBoxTest {

  private static final int NONCE = 24;
  private static final int ZEROS = 32;

  private static byte[] expected(byte[] key, byte[] nonce, byte[] message) {
    byte[] plain = new byte[ZEROS + message.length];
    System.arraycopy(message, 0, plain, ZEROS, message.length);
    byte[] box = new byte[plain.length];
    xsalsa20poly1305.crypto_secretbox(box, plain, plain.length, nonce, key);
    return Arrays.copyOfRange(box, SecretBox.TAG, box.length);
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void boxesOfAllLengthsAreThoseOfNaCl() {
    Random random = new Random(1);
    for (int length = 0; length < 700; length++) {
      byte[] key = random(random, Salsa20.KEY);
      byte[] nonce = random(random, NONCE);
      byte[] message = random(random, length);
      if (length % 3 == 0) {
        Arrays.fill(message, (byte) 0xff);
      }
      byte[] derived = Salsa20.deriveKey(key, Arrays.copyOf(nonce, Salsa20.NONCE_PREFIX));
      long rest = ByteBuffer.wrap(nonce).getLong(Salsa20.NONCE_PREFIX);
      byte[] box = new byte[5 + SecretBox.TAG + length + 3];
      System.arraycopy(message, 0, box, 5 + SecretBox.TAG, length);
      SecretBox.seal(derived, rest, box, 5, length);
      assertThat(Arrays.copyOfRange(box, 5, box.length - 3))
          .isEqualTo(expected(key, nonce, message));

      assertThat(SecretBox.open(derived, rest, box, 5, length)).isTrue();
      int from = 5 + SecretBox.TAG;
      assertThat(Arrays.copyOfRange(box, from, from + length)).isEqualTo(message);
      assertThat(box).endsWith(0, 0, 0).startsWith(0, 0, 0, 0, 0);
    }
  }

  @Test
  void boxWithAnyBitChangedIsNotOpenedAndNotTouched() {
    byte[] key = random(new Random(2), Salsa20.KEY);
    byte[] box = new byte[SecretBox.TAG + 70];
    SecretBox.seal(key, 7, box, 0, 70);
    for (int bit = 0; bit < box.length * Byte.SIZE; bit++) {
      byte[] forged = box.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      byte[] before = forged.clone();
      assertThat(SecretBox.open(key, 7, forged, 0, 70)).isFalse();
      assertThat(forged).isEqualTo(before);
    }
    assertThat(SecretBox.open(key, 8, box, 0, 70)).isFalse();
    assertThat(SecretBox.open(key, 7, box, 0, 70)).isTrue();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static void assertTag(String key, byte[] message, String tag) {
    assertThat(Poly1305.tag(hex(key), message, 0, message.length)).isEqualTo(hex(tag));
  }

  /** RFC 8439, section 2.5.2 and appendix A.3: among them carries that are rare. */
  @Test
  void tagsAreThoseOfRfc8439() {
    String zeros = "00000000000000000000000000000000";
    assertTag(
        "85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b",
        "Cryptographic Forum Research Group".getBytes(US_ASCII),
        "a8061dc1305136c6c22b8baf0c0127a9");
    assertTag(zeros + zeros, new byte[64], zeros);
    String two = "02000000000000000000000000000000";
    String ones = "ffffffffffffffffffffffffffffffff";
    assertTag(two + zeros, hex(ones), "03000000000000000000000000000000");
    assertTag(two + ones, hex(two), "03000000000000000000000000000000");
    String one = "01000000000000000000000000000000";
    assertTag(
        one + zeros,
        hex(ones + "f0ffffffffffffffffffffffffffffff" + "11000000000000000000000000000000"),
        "05000000000000000000000000000000");
    assertTag(
        one + zeros,
        hex(ones + "fbfefefefefefefefefefefefefefefe" + "01010101010101010101010101010101"),
        zeros);
    assertTag(
        two + zeros, hex("fdffffffffffffffffffffffffffffff"), "faffffffffffffffffffffffffffffff");
    String four = "0100000000000000" + "0400000000000000";
    assertTag(
        four + zeros,
        hex(
            "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000"
                + "000000000000000001000000000000000000000000000000"),
        "14000000000000005500000000000000");
    assertTag(
        four + zeros,
        hex(
            "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000"
                + "0000000000000000"),
        "13000000000000000000000000000000");
  }
}
