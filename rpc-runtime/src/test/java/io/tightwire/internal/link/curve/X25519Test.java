package io.tightwire.internal.link.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class X25519Test {

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** RFC 7748, section 5.2. In the second one, the highest bit of the point is set. */
  @Test
  void productsAreThoseOfRfc7748() throws Exception {
    assertThat(
            X25519.product(
                hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")))
        .isEqualTo(hex("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));
    assertThat(
            X25519.product(
                hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"),
                hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")))
        .isEqualTo(hex("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));
  }

  @Test
  void publicKeysAreThoseOfNaCl() throws Exception {
    for (int i = 0; i < 10; i++) {
      byte[] publicKey = new byte[X25519.KEY];
      byte[] secretKey = new byte[X25519.KEY];
      curve25519xsalsa20poly1305.crypto_box_keypair(publicKey, secretKey);
      assertThat(X25519.publicKey(secretKey)).isEqualTo(publicKey);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void pointsOfSmallOrderAreRefused(int point) {
    byte[] small = new byte[X25519.KEY];
    small[0] = (byte) point;
    assertThatThrownBy(() -> X25519.product(X25519.random(X25519.KEY), small))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** RFC 32 of ZeroMQ. */
  @Test
  void textsAreThoseOfZ85() {
    byte[] bytes = hex("864fd26fb559f75b");
    assertThat(Z85.encode(bytes)).isEqualTo("HelloWorld");
    assertThat(Z85.decode("HelloWorld")).isEqualTo(bytes);
    byte[] ones = new byte[X25519.KEY];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(Z85.encode(ones)).isEqualTo(zmq.util.Z85.encode(ones, ones.length));
    assertThat(Z85.decode(Z85.encode(ones))).isEqualTo(ones);
  }
}
