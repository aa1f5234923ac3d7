package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zmq.io.mechanism.curve.Curve;

/** The client's side is computed by JNaCl. */
class CurveServerHandshakeTest {

  private static final byte[] METADATA = "metadata".getBytes(US_ASCII);

  private final byte[][] server = new Curve().keypair();
  private final CurveClient client = new CurveClient(server);
  private final CurveServerHandshake handshake =
      new CurveServerHandshake(CurveClient.keys(server, key -> true));

  private void greet() throws Exception {
    client.welcome(handshake.onHello(client.hello()));
  }

  private void complete() throws Exception {
    greet();
    handshake.onInitiate(client.initiate(METADATA));
  }

  private static byte[] message(CurveClient of, long nonce, String text) {
    return of.message(nonce, 0, CurveClient.ascii(text));
  }

  @Test
  void clientProvesItsKeyAndBothSidesUnderstandEachOther() throws Exception {
    complete();
    assertThat(handshake.isProven()).isTrue();
    assertThat(handshake.clientKey()).isEqualTo(client.key());
    assertThat(handshake.metadata()).isEqualTo(METADATA);
    byte[] ready = handshake.ready(CurveClient.ascii("of the server"));
    assertThat(client.ready(ready)).asString(UTF_8).isEqualTo("of the server");

    CurveSession session = handshake.session();
    byte[] frame = message(client, 3, "hello");
    session.open(frame);
    assertThat(CurveSession.contents(frame)).asString(UTF_8).isEqualTo("hello");
    assertThat(CurveSession.flags(frame)).isZero();
    for (int i = 2; i < 5; i++) {
      byte[] sealed = session.seal(CurveSession.COMMAND, CurveClient.ascii("(world)"), 1, 5);
      assertThat(sealed).hasSize(CurveSession.OVERHEAD + 5);
      assertThat(client.open(sealed, i, CurveSession.COMMAND)).asString(UTF_8).isEqualTo("world");
    }
  }

  @Test
  void messagesThatAreRepeatedOrOutOfOrderAreRefused() throws Exception {
    complete();
    CurveSession session = handshake.session();
    session.open(message(client, 5, "five"));
    for (long nonce : new long[] {5, 4, 2, 0, -1}) {
      assertThatIOException()
          .isThrownBy(() -> session.open(message(client, nonce, "again")))
          .withMessageContaining("can't be decrypted");
    }
    session.open(message(client, 6, "six"));
  }

  @Test
  void messagesThatAreChangedOrCutOffAreRefused() throws Exception {
    complete();
    CurveSession session = handshake.session();
    byte[] frame = message(client, 3, "hello");
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
        .isThrownBy(() -> handshake.onHello(client.hello(client.publicKey())))
        .withMessageContaining("does not know this server's public key");
    assertThat(handshake.isBegun()).isFalse();
  }

  @Test
  void helloOfAnotherLengthOrVersionIsRefused() {
    byte[] hello = client.hello();
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
    byte[] hello = client.hello();
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
            () ->
                handshake.onInitiate(
                    client.initiate(
                        client.publicKey(),
                        mallory[1],
                        client.shortTermKey(),
                        server[0],
                        METADATA)))
        .withMessageContaining("has not proven");
    assertThat(handshake.isProven()).isFalse();
  }

  /** A server that the client has once connected to could otherwise pass its vouch on. */
  @Test
  void vouchForAnotherConnectionOrServerIsRefused() throws Exception {
    greet();
    byte[][] other = new Curve().keypair();
    assertThatIOException()
        .isThrownBy(
            () ->
                handshake.onInitiate(
                    client.initiate(
                        client.publicKey(), client.secretKey(), other[0], server[0], METADATA)))
        .withMessageContaining("has not proven");
    assertThatIOException()
        .isThrownBy(
            () ->
                handshake.onInitiate(
                    client.initiate(
                        client.publicKey(),
                        client.secretKey(),
                        client.shortTermKey(),
                        other[0],
                        METADATA)))
        .withMessageContaining("has not proven");
    assertThat(handshake.isProven()).isFalse();
  }

  @Test
  void initiateWithAnotherCookieOrChangedBytesIsRefused() throws Exception {
    greet();
    byte[] initiate = client.initiate(METADATA);
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
