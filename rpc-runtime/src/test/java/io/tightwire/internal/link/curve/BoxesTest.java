package io.tightwire.internal.link.curve;

import static org.assertj.core.api.Assertions.assertThat;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxesTest {

  private static final byte[] NONCE = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");

  private final byte[] own = new byte[X25519.KEY];
  private final byte[] others = new byte[X25519.KEY];

  BoxesTest() {
    curve25519xsalsa20poly1305.crypto_box_keypair(others, own);
    curve25519xsalsa20poly1305.crypto_box_keypair(others, new byte[X25519.KEY]);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** D. J. Bernstein, "Cryptography in NaCl", 2009: the box of its sections 2 to 10. */
  @Test
  void boxIsThatOfThePaper() throws Exception {
    Boxes boxes =
        new Boxes(
            hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"),
            hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    byte[] contents =
        hex(
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
                + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
                + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
                + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
                + "5e0705");
    byte[] box =
        hex(
            "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
                + "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
                + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
                + "7973f622a43d14a6599b1f654cb45a74e355a5");
    assertThat(boxes.seal(NONCE, contents)).isEqualTo(box);
    assertThat(boxes.open(NONCE, box, 0, box.length)).isEqualTo(contents);
  }

  /** JNaCl is not asked there to encrypt in place. */
  @Test
  void boxesOfAllLengthsAreThoseOfNaCl() throws Exception {
    Boxes boxes = new Boxes(own, others);
    Random random = new Random(1);
    for (int length = 0; length < 700; length++) {
      byte[] contents = new byte[length];
      random.nextBytes(contents);
      byte[] plain = new byte[Boxes.CONTENTS + length];
      System.arraycopy(contents, 0, plain, Boxes.CONTENTS, length);
      byte[] expected = new byte[plain.length];
      curve25519xsalsa20poly1305.crypto_box(expected, plain, plain.length, NONCE, others, own);
      byte[] box = boxes.seal(NONCE, contents);
      assertThat(box).isEqualTo(Arrays.copyOfRange(expected, Boxes.PADDING, expected.length));
      assertThat(boxes.open(NONCE, box, 0, box.length)).isEqualTo(contents);
    }
  }

  /** JNaCl itself does not look at the tag's last byte. */
  @Test
  void boxWithAnyBitChangedIsNotOpenedAndNotTouched() throws Exception {
    Boxes boxes = new Boxes(own, others);
    byte[] padded = new byte[Boxes.CONTENTS + 70];
    boxes.sealInPlace(NONCE, padded);
    for (int bit = Boxes.PADDING * Byte.SIZE; bit < padded.length * Byte.SIZE; bit++) {
      byte[] forged = padded.clone();
      forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      byte[] before = forged.clone();
      assertThat(boxes.openInPlace(NONCE, forged)).isFalse();
      assertThat(forged).isEqualTo(before);
    }
    assertThat(boxes.openInPlace(new byte[24], padded)).isFalse();
    assertThat(boxes.openInPlace(NONCE, padded)).isTrue();
    assertThat(Arrays.copyOfRange(padded, Boxes.CONTENTS, padded.length)).containsOnly(0);
  }
}
