package io.tightwire.internal.link.curve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tightwire.internal.link.socket.RefusedInputException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server's side of one handshake: HELLO, WELCOME, INITIATE, and READY or ERROR. It costs five
 * products of Curve25519. The server keeps the state of a handshake itself, for as long as that may
 * take; so its cookie is a random number.
 *
 * <p>Sans I/O. Confined to one thread at a time.
 */
public final class CurveServerHandshake {

  private static final int KEY = X25519.KEY;
  private static final int LONG_NONCE = 16;
  private static final int COOKIE = 96;
  private static final int HELLO_BYTES = 200;
  private static final int HELLO_KEY = 80;
  private static final int INITIATE_BYTES = 257;

  private static final byte[] HELLO = "\5HELLO\1\0".getBytes(US_ASCII);
  private static final byte[] WELCOME = "\7WELCOME".getBytes(US_ASCII);
  private static final byte[] INITIATE = "\10INITIATE".getBytes(US_ASCII);
  private static final byte[] READY = "\5READY".getBytes(US_ASCII);

  private final CurveServerKeys keys;

  private byte @Nullable [] clientsShortTerm;
  private byte[] shortTermSecret = {};
  private byte[] cookie = {};
  private long received;
  private @Nullable Boxes boxes;
  private String clientKey = "";
  private byte[] metadata = {};

  public CurveServerHandshake(CurveServerKeys keys) {
    this.keys = keys;
  }

  /** Returns whether HELLO has come, so that INITIATE is next. */
  public boolean isBegun() {
    return clientsShortTerm != null;
  }

  /** Returns whether INITIATE has come, and the client has proven its key. */
  public boolean isProven() {
    return boxes != null;
  }

  /** Returns the key that the client has proven to have, in Z85. */
  public String clientKey() {
    return clientKey;
  }

  /** Returns the properties that the client has sent. */
  public byte[] metadata() {
    return metadata;
  }

  /** Handles HELLO; returns WELCOME. */
  public byte[] onHello(byte[] hello) throws RefusedInputException {
    if (hello.length != HELLO_BYTES || !startsWith(hello, HELLO)) {
      throw failed("it sent something else than HELLO");
    }
    try {
      return welcome(hello);
    } catch (GeneralSecurityException e) {
      throw failed("its key is not usable");
    }
  }

  private byte[] welcome(byte[] hello) throws GeneralSecurityException, RefusedInputException {
    ByteBuffer in = ByteBuffer.wrap(hello).position(HELLO_KEY);
    byte[] client = new byte[KEY];
    in.get(client);
    received = in.getLong();
    Boxes toServer = new Boxes(keys.secretKey(), client);
    byte[] boxKey = toServer.keyOf("CurveZMQHELLO---");
    int box = in.position();
    if (!SecretBox.open(boxKey, received, hello, box, hello.length - box - SecretBox.TAG)) {
      throw failed("it does not know this server's public key");
    }
    shortTermSecret = X25519.random(KEY);
    cookie = X25519.random(COOKIE);
    byte[] nonce = X25519.random(LONG_NONCE);
    int plain = KEY + COOKIE;
    ByteBuffer out = ByteBuffer.allocate(WELCOME.length + LONG_NONCE + SecretBox.TAG + plain);
    out.put(WELCOME).put(nonce);
    int at = out.position();
    out.position(at + SecretBox.TAG).put(X25519.publicKey(shortTermSecret)).put(cookie);
    SecretBox.seal(toServer.keyOf("WELCOME-", nonce, 0), restOf(nonce, 0), out.array(), at, plain);
    clientsShortTerm = client;
    return out.array();
  }

  /**
   * Handles INITIATE. After it, the client has proven {@link #clientKey}; whether that may connect
   * is left to the caller.
   */
  public void onInitiate(byte[] initiate) throws RefusedInputException {
    if (initiate.length < INITIATE_BYTES || !startsWith(initiate, INITIATE)) {
      throw failed("it sent something else than INITIATE");
    }
    try {
      prove(initiate, Objects.requireNonNull(clientsShortTerm));
    } catch (GeneralSecurityException e) {
      throw failed("its key is not usable");
    }
  }

  private void prove(byte[] initiate, byte[] client)
      throws GeneralSecurityException, RefusedInputException {
    ByteBuffer in = ByteBuffer.wrap(initiate).position(INITIATE.length);
    byte[] claimed = new byte[COOKIE];
    in.get(claimed);
    long nonce = in.getLong();
    int box = in.position();
    int plain = box + SecretBox.TAG;
    Boxes session = new Boxes(shortTermSecret, client);
    if (!MessageDigest.isEqual(claimed, cookie)
        || nonce <= received
        || !SecretBox.open(
            session.keyOf("CurveZMQINITIATE"), nonce, initiate, box, initiate.length - plain)) {
      throw failed("its INITIATE can't be decrypted");
    }
    byte[] longTerm = Arrays.copyOfRange(initiate, plain, plain + KEY);
    int vouchNonce = plain + KEY;
    int vouch = vouchNonce + LONG_NONCE;
    byte[] vouchKey = new Boxes(shortTermSecret, longTerm).keyOf("VOUCH---", initiate, vouchNonce);
    int vouched = vouch + SecretBox.TAG;
    if (!SecretBox.open(vouchKey, restOf(initiate, vouchNonce), initiate, vouch, 2 * KEY)
        || !Arrays.equals(initiate, vouched, vouched + KEY, client, 0, KEY)
        || !keys.isPublicKey(initiate, vouched + KEY)) {
      throw failed("it has not proven that the key is its own");
    }
    received = nonce;
    clientKey = Z85.encode(longTerm);
    metadata = Arrays.copyOfRange(initiate, vouched + 2 * KEY, initiate.length);
    boxes = session;
    Arrays.fill(shortTermSecret, (byte) 0);
  }

  /** Returns READY, with the server's properties. */
  public byte[] ready(byte[] properties) {
    int box = READY.length + Long.BYTES;
    ByteBuffer out = ByteBuffer.allocate(box + SecretBox.TAG + properties.length);
    out.put(READY).putLong(1).position(box + SecretBox.TAG).put(properties);
    byte[] key = Objects.requireNonNull(boxes).keyOf("CurveZMQREADY---");
    SecretBox.seal(key, 1, out.array(), box, properties.length);
    return out.array();
  }

  /** Returns the messages that follow READY. */
  public CurveSession session() {
    return new CurveSession(Objects.requireNonNull(boxes), received);
  }

  private static boolean startsWith(byte[] command, byte[] name) {
    return Arrays.equals(command, 0, name.length, name, 0, name.length);
  }

  /** Returns the last eight bytes of a long nonce. */
  private static long restOf(byte[] nonce, int offset) {
    return ByteBuffer.wrap(nonce).getLong(offset + LONG_NONCE - Long.BYTES);
  }

  private static RefusedInputException failed(String why) {
    return new RefusedInputException("its handshake failed: " + why);
  }
}
