package io.tightwire.internal.link.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.RawPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import zmq.io.mechanism.curve.Curve;
import zmq.util.Z85;

/**
 * A client that does the handshake of <a href="https://rfc.zeromq.org/spec/26/">CURVE</a> itself,
 * to send hostile contents in it.
 */
final class RawCurvePeer implements AutoCloseable {

  private static final int ZEROS = 32;
  private static final int BOX_ZEROS = 16;

  private final RawPeer raw;
  private final byte[] serverKey;
  private final byte[][] shortTerm = new Curve().keypair();
  private final byte[] serversShortTerm;
  private final byte[] cookie;
  private long nonce = 1;

  /** Gets as far as the server's WELCOME, which needs no allowed key. */
  RawCurvePeer(Endpoint endpoint, String serverKey) throws IOException {
    this.serverKey = Z85.decode(serverKey);
    raw = RawPeer.dial(endpoint);
    raw.write(RawPeer.greeting("CURVE"));
    raw.read(RawPeer.GREETING_SIZE);
    ByteBuffer hello = ByteBuffer.allocate(200).put(ascii("\5HELLO\1\0"));
    hello.position(80).put(shortTerm[0]).putLong(nonce);
    hello.put(box("CurveZMQHELLO---", number(), new byte[64], this.serverKey, shortTerm[1]));
    raw.send(RawPeer.COMMAND, hello.array());
    byte[] welcome = raw.read(raw.read(2)[1] & 0xff);
    byte[] rest = Arrays.copyOfRange(welcome, 8, 24);
    byte[] contents = unbox("WELCOME-", rest, Arrays.copyOfRange(welcome, 24, 168));
    serversShortTerm = Arrays.copyOf(contents, 32);
    cookie = Arrays.copyOfRange(contents, 32, 128);
  }

  /** Proves that it has a key, and sends metadata; returns READY, or ERROR. */
  byte[] initiate(String[] pair, byte[] metadata) throws IOException {
    byte[] rest = new byte[16];
    byte[] vouch =
        box("VOUCH---", rest, join(shortTerm[0], serverKey), serversShortTerm, Z85.decode(pair[1]));
    byte[] text = join(Z85.decode(pair[0]), rest, vouch, metadata);
    nonce++;
    initiate(box("CurveZMQINITIATE", number(), text, serversShortTerm, shortTerm[1]));
    return raw.read(raw.read(2)[1] & 0xff);
  }

  /** Sends an INITIATE with any bytes in place of the box. */
  void initiate(byte[] box) throws IOException {
    byte[] body = join(ascii("\10INITIATE"), cookie, number(), box);
    raw.write(
        ByteBuffer.allocate(9)
            .put((byte) (RawPeer.LARGE | RawPeer.COMMAND))
            .putLong(body.length)
            .array());
    raw.write(body);
  }

  void send(String text) throws IOException {
    nonce++;
    byte[] plain = join(new byte[1], ascii(text));
    byte[] box = box("CurveZMQMESSAGEC", number(), plain, serversShortTerm, shortTerm[1]);
    raw.send(join(ascii("\7MESSAGE"), number(), box));
  }

  void awaitEnd() {
    raw.awaitEnd();
  }

  static byte[] property(String name, String value) {
    return ByteBuffer.allocate(1 + name.length() + 4 + value.length())
        .put((byte) name.length())
        .put(ascii(name))
        .putInt(value.length())
        .put(ascii(value))
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private byte[] number() {
    return ByteBuffer.allocate(8).putLong(nonce).array();
  }

  static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] box(String prefix, byte[] rest, byte[] text, byte[] to, byte[] from) {
    byte[] plain = join(new byte[ZEROS], text);
    byte[] boxed = new byte[plain.length];
    curve25519xsalsa20poly1305.crypto_box(
        boxed, plain, plain.length, join(ascii(prefix), rest), to, from);
    return Arrays.copyOfRange(boxed, BOX_ZEROS, boxed.length);
  }

  private byte[] unbox(String prefix, byte[] rest, byte[] box) {
    byte[] boxed = join(new byte[BOX_ZEROS], box);
    byte[] plain = new byte[boxed.length];
    int failure =
        curve25519xsalsa20poly1305.crypto_box_open(
            plain, boxed, boxed.length, join(ascii(prefix), rest), serverKey, shortTerm[1]);
    if (failure != 0) {
      throw new AssertionError("It can't be opened");
    }
    return Arrays.copyOfRange(plain, ZEROS, plain.length);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
