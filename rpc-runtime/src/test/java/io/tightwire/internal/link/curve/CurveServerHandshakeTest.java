package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.tightwire.internal.link.CurveOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zmq.io.mechanism.curve.Curve;
import zmq.util.Z85;

/** The client's side is computed by JNaCl. */
class CurveServerHandshakeTest {

  private static final byte[] METADATA = "metadata".getBytes(US_ASCII);

  private final byte[][] server = new Curve().keypair();
  private final byte[][] client = new Curve().keypair();
  private final byte[][] shortTerm = new Curve().keypair();
  private final CurveServerHandshake handshake =
      new CurveServerHandshake(
          new CurveServerKeys(
              CurveOptions.ofServer(
                  Z85.encode(server[0], 32), Z85.encode(server[1], 32), key -> true)));

  private byte[] serversShortTerm = {};
  private byte[] cookie = {};

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] number(long nonce) {
    return ByteBuffer.allocate(8).putLong(nonce).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] box(String prefix, byte[] rest, byte[] text, byte[] to, byte[] from) {
    byte[] plain = join(new byte[32], text);
    byte[] boxed = new byte[plain.length];
    curve25519xsalsa20poly1305.crypto_box(
        boxed, plain, plain.length, join(ascii(prefix), rest), to, from);
    return Arrays.copyOfRange(boxed, 16, boxed.length);
  }

  private byte[] unbox(String prefix, byte[] rest, byte[] box, byte[] from) {
    byte[] boxed = join(new byte[16], box);
    byte[] plain = new byte[boxed.length];
    assertThat(
            curve25519xsalsa20poly1305.crypto_box_open(
                plain, boxed, boxed.length, join(ascii(prefix), rest), from, shortTerm[1]))
        .isZero();
    return Arrays.copyOfRange(plain, 32, plain.length);
  }

  private byte[] hello(byte[] serverKey) {
    return join(
        ascii("\5HELLO\1\0"),
        new byte[72],
        shortTerm[0],
        number(1),
        box("CurveZMQHELLO---", number(1), new byte[64], serverKey, shortTerm[1]));
  }

  private void greet() throws Exception {
    byte[] welcome = handshake.onHello(hello(server[0]));
    assertThat(welcome).hasSize(168).startsWith(ascii("\7WELCOME"));
    byte[] contents =
        unbox(
            "WELCOME-",
            Arrays.copyOfRange(welcome, 8, 24),
            Arrays.copyOfRange(welcome, 24, 168),
            server[0]);
    serversShortTerm = Arrays.copyOf(contents, 32);
    cookie = Arrays.copyOfRange(contents, 32, 128);
  }

  /** Returns INITIATE of a client that claims a key, and vouches with a secret for two others. */
  private byte[] initiate(byte[] claimed, byte[] secret, byte[] shortKey, byte[] serverKey) {
    byte[] rest = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    byte[] vouch = box("VOUCH---", rest, join(shortKey, serverKey), serversShortTerm, secret);
    byte[] text = join(claimed, rest, vouch, METADATA);
    return join(
        ascii("\10INITIATE"),
        cookie,
        number(2),
        box("CurveZMQINITIATE", number(2), text, serversShortTerm, shortTerm[1]));
  }

  private byte[] message(long nonce, String text) {
    return join(
        ascii("\7MESSAGE"),
        number(nonce),
        box("CurveZMQMESSAGEC", number(nonce), ascii("\0" + text), serversShortTerm, shortTerm[1]));
  }

  private void complete() throws Exception {
    greet();
    handshake.onInitiate(initiate(client[0], client[1], shortTerm[0], server[0]));
  }

  @Test
  void clientProvesItsKeyAndBothSidesUnderstandEachOther() throws Exception {
    complete();
    assertThat(handshake.isProven()).isTrue();
    assertThat(handshake.clientKey()).isEqualTo(Z85.encode(client[0], 32));
    assertThat(handshake.metadata()).isEqualTo(METADATA);
    byte[] ready = handshake.ready(ascii("of the server"));
    assertThat(
            unbox(
                "CurveZMQREADY---",
                Arrays.copyOfRange(ready, 6, 14),
                Arrays.copyOfRange(ready, 14, ready.length),
                serversShortTerm))
        .asString(UTF_8)
        .isEqualTo("of the server");

    CurveSession session = handshake.session();
    byte[] frame = message(3, "hello");
    session.open(frame);
    assertThat(CurveSession.contents(frame)).asString(UTF_8).isEqualTo("hello");
    assertThat(CurveSession.flags(frame)).isZero();
    for (int i = 2; i < 5; i++) {
      byte[] sealed = session.seal(0, ascii("(world)"), 1, 5);
      assertThat(sealed).hasSize(CurveSession.OVERHEAD + 5).startsWith(ascii("\7MESSAGE"));
      byte[] nonce = Arrays.copyOfRange(sealed, 8, 16);
      assertThat(nonce).isEqualTo(number(i));
      byte[] box = Arrays.copyOfRange(sealed, 16, sealed.length);
      assertThat(unbox("CurveZMQMESSAGES", nonce, box, serversShortTerm))
          .asString(UTF_8)
          .isEqualTo("\0world");
    }
  }

  @Test
  void messagesThatAreRepeatedOrOutOfOrderAreRefused() throws Exception {
    complete();
    CurveSession session = handshake.session();
    session.open(message(5, "five"));
    for (long nonce : new long[] {5, 4, 2, 0, -1}) {
      assertThatIOException()
          .isThrownBy(() -> session.open(message(nonce, "again")))
          .withMessageContaining("can't be decrypted");
    }
    session.open(message(6, "six"));
  }

  @Test
  void messagesThatAreChangedOrCutOffAreRefused() throws Exception {
    complete();
    CurveSession session = handshake.session();
    byte[] frame = message(3, "hello");
    for (int i = 0; i < frame.length; i++) {
      byte[] changed = frame.clone();
      changed[i] ^= 1;
      assertThatIOException().isThrownBy(() -> session.open(changed));
      byte[] cut = Arrays.copyOf(frame, i);
      assertThatIOException().isThrownBy(() -> session.open(cut));
    }
    session.open(frame);
  }

  @Test
  void helloForAnotherServerIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> handshake.onHello(hello(client[0])))
        .withMessageContaining("does not know this server's public key");
    assertThat(handshake.isBegun()).isFalse();
  }

  @Test
  void helloOfAnotherLengthOrVersionIsRefused() {
    byte[] hello = hello(server[0]);
    for (int length = 0; length < hello.length; length++) {
      byte[] cut = Arrays.copyOf(hello, length);
      assertThatIOException().isThrownBy(() -> handshake.onHello(cut));
    }
    byte[] longer = Arrays.copyOf(hello, 201);
    assertThatIOException().isThrownBy(() -> handshake.onHello(longer));
    hello[6] = 2;
    assertThatIOException().isThrownBy(() -> handshake.onHello(hello));
  }

  /** The product with such a point is the same for all secrets. */
  @Test
  void helloWithAKeyOfSmallOrderIsRefused() {
    byte[] hello = hello(server[0]);
    Arrays.fill(hello, 80, 112, (byte) 0);
    assertThatIOException()
        .isThrownBy(() -> handshake.onHello(hello))
        .withMessageContaining("not usable");
  }

  @Test
  void claimedKeyWithoutItsSecretIsRefused() throws Exception {
    greet();
    byte[][] mallory = new Curve().keypair();
    assertThatIOException()
        .isThrownBy(
            () -> handshake.onInitiate(initiate(client[0], mallory[1], shortTerm[0], server[0])))
        .withMessageContaining("has not proven");
    assertThat(handshake.isProven()).isFalse();
  }

  /** A server that the client has once connected to could otherwise pass its vouch on. */
  @Test
  void vouchForAnotherConnectionOrServerIsRefused() throws Exception {
    greet();
    byte[][] other = new Curve().keypair();
    assertThatIOException()
        .isThrownBy(() -> handshake.onInitiate(initiate(client[0], client[1], other[0], server[0])))
        .withMessageContaining("has not proven");
    assertThatIOException()
        .isThrownBy(
            () -> handshake.onInitiate(initiate(client[0], client[1], shortTerm[0], other[0])))
        .withMessageContaining("has not proven");
    assertThat(handshake.isProven()).isFalse();
  }

  @Test
  void initiateWithAnotherCookieOrChangedBytesIsRefused() throws Exception {
    greet();
    byte[] initiate = initiate(client[0], client[1], shortTerm[0], server[0]);
    for (int i = 0; i < initiate.length; i += 3) {
      byte[] changed = initiate.clone();
      changed[i] ^= 1;
      assertThatIOException().isThrownBy(() -> handshake.onInitiate(changed));
      byte[] cut = Arrays.copyOf(initiate, i);
      assertThatIOException().isThrownBy(() -> handshake.onInitiate(cut));
    }
    assertThat(handshake.isProven()).isFalse();
  }
}
