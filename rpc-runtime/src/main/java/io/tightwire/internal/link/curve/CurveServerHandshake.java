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

  /** Where the box that proves the client's key begins in what INITIATE encrypts. */
  private static final int VOUCH = KEY + LONG_NONCE;

  /** Where the client's properties begin there. */
  private static final int METADATA = VOUCH + Boxes.TAG + 2 * KEY;

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
    int box = in.position();
    byte[] nonce = Boxes.nonce("CurveZMQHELLO---", received);
    if (toServer.open(nonce, hello, box, hello.length - box) == null) {
      throw failed("it does not know this server's public key");
    }
    shortTermSecret = X25519.random(KEY);
    cookie = X25519.random(COOKIE);
    byte[] random = X25519.random(LONG_NONCE);
    byte[] contents = join(X25519.publicKey(shortTermSecret), cookie);
    byte[] welcome =
        join(WELCOME, random, toServer.seal(Boxes.nonce("WELCOME-", random, 0), contents));
    clientsShortTerm = client;
    return welcome;
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
    Boxes session = new Boxes(shortTermSecret, client);
    byte[] contents =
        MessageDigest.isEqual(claimed, cookie) && nonce > received
            ? session.open(
                Boxes.nonce("CurveZMQINITIATE", nonce), initiate, box, initiate.length - box)
            : null;
    if (contents == null) {
      throw failed("its INITIATE can't be decrypted");
    }
    byte[] longTerm = Arrays.copyOf(contents, KEY);
    byte[] vouched =
        new Boxes(shortTermSecret, longTerm)
            .open(Boxes.nonce("VOUCH---", contents, KEY), contents, VOUCH, METADATA - VOUCH);
    if (vouched == null
        || !Arrays.equals(vouched, 0, KEY, client, 0, KEY)
        || !keys.isPublicKey(vouched, KEY)) {
      throw failed("it has not proven that the key is its own");
    }
    received = nonce;
    clientKey = Z85.encode(longTerm);
    metadata = Arrays.copyOfRange(contents, METADATA, contents.length);
    boxes = session;
    Arrays.fill(shortTermSecret, (byte) 0);
  }

  /** Returns READY, with the server's properties. */
  public byte[] ready(byte[] properties) {
    byte[] nonce = Boxes.nonce("CurveZMQREADY---", 1);
    byte[] box = Objects.requireNonNull(boxes).seal(nonce, properties);
    return join(READY, ByteBuffer.allocate(Long.BYTES).putLong(1).array(), box);
  }

  /** Returns the messages that follow READY. */
  public CurveSession session() {
    return new CurveSession(Objects.requireNonNull(boxes), received);
  }

  private static boolean startsWith(byte[] command, byte[] name) {
    return Arrays.equals(command, 0, name.length, name, 0, name.length);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static RefusedInputException failed(String why) {
    return new RefusedInputException("its handshake failed: " + why);
  }
}
