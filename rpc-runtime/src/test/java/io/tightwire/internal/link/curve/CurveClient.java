package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.tightwire.internal.link.CurveOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;
import zmq.io.mechanism.curve.Curve;
import zmq.util.Z85;

/** A client's side of one handshake, and its messages, computed by JNaCl. */
public final class CurveClient {

  private final byte[][] server;
  private final byte[][] keys = new Curve().keypair();
  private final byte[][] shortTerm = new Curve().keypair();
  private byte[] serversShortTerm = {};
  private byte[] cookie = {};
  private long nonce = 2;

  /** Creates a client of a server that has these keys. */
  public CurveClient(byte[][] server) {
    this.server = server;
  }

  /** Returns the keys of a server. */
  public static CurveServerKeys keys(byte[][] pair, Predicate<String> allowed) {
    return new CurveServerKeys(
        CurveOptions.ofServer(Z85.encode(pair[0], 32), Z85.encode(pair[1], 32), allowed));
  }

  public String key() {
    return Z85.encode(keys[0], 32);
  }

  byte[] publicKey() {
    return keys[0];
  }

  byte[] secretKey() {
    return keys[1];
  }

  byte[] shortTermKey() {
    return shortTerm[0];
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  static byte[] number(long nonce) {
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

  /** Returns HELLO. */
  public byte[] hello() {
    return hello(server[0]);
  }

  byte[] hello(byte[] serverKey) {
    return join(
        ascii("\5HELLO\1\0"),
        new byte[72],
        shortTerm[0],
        number(1),
        box("CurveZMQHELLO---", number(1), new byte[64], serverKey, shortTerm[1]));
  }

  /** Handles WELCOME. */
  public void welcome(byte[] welcome) {
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

  /** Returns INITIATE. */
  public byte[] initiate(byte[] metadata) {
    return initiate(keys[0], keys[1], shortTerm[0], server[0], metadata);
  }

  /** Returns INITIATE of a client that claims a key, and vouches with a secret for two others. */
  byte[] initiate(
      byte[] claimed, byte[] secret, byte[] shortKey, byte[] serverKey, byte[] metadata) {
    byte[] rest = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    byte[] vouch = box("VOUCH---", rest, join(shortKey, serverKey), serversShortTerm, secret);
    byte[] text = join(claimed, rest, vouch, metadata);
    return join(
        ascii("\10INITIATE"),
        cookie,
        number(2),
        box("CurveZMQINITIATE", number(2), text, serversShortTerm, shortTerm[1]));
  }

  /** Returns what the server has put into READY. */
  public byte[] ready(byte[] ready) {
    return unbox(
        "CurveZMQREADY---",
        Arrays.copyOfRange(ready, 6, 14),
        Arrays.copyOfRange(ready, 14, ready.length),
        serversShortTerm);
  }

  /** Returns the next message, encrypted. */
  public byte[] message(int flags, byte[] contents) {
    return message(++nonce, flags, contents);
  }

  byte[] message(long number, int flags, byte[] contents) {
    byte[] plain = join(new byte[] {(byte) flags}, contents);
    return join(
        ascii("\7MESSAGE"),
        number(number),
        box("CurveZMQMESSAGEC", number(number), plain, serversShortTerm, shortTerm[1]));
  }

  /** Returns what is in a message of the server, behind its flags. */
  public byte[] open(byte[] message, long number, int flags) {
    assertThat(message).startsWith(ascii("\7MESSAGE"));
    byte[] rest = Arrays.copyOfRange(message, 8, 16);
    assertThat(rest).isEqualTo(number(number));
    byte[] box = Arrays.copyOfRange(message, 16, message.length);
    byte[] plain = unbox("CurveZMQMESSAGES", rest, box, serversShortTerm);
    assertThat(plain[0]).isEqualTo((byte) flags);
    return Arrays.copyOfRange(plain, 1, plain.length);
  }
}
