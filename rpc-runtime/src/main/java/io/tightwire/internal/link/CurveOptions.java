package io.tightwire.internal.link;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one side of CURVE, in Z85, and a server's check of clients' keys. Its text does not
 * have the secret. Thread-safe.
 */
public final class CurveOptions {

  private final String publicKey;
  private final String secretKey;
  private final @Nullable String serverKey;
  private final Predicate<String> allowed;

  private CurveOptions(
      String publicKey, String secretKey, @Nullable String serverKey, Predicate<String> allowed) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
    this.serverKey = serverKey;
    this.allowed = allowed;
  }

  /**
   * Returns the options of a server.
   *
   * @param allowed returns whether a client's public key is accepted now
   */
  public static CurveOptions ofServer(
      String publicKey, String secretKey, Predicate<String> allowed) {
    return new CurveOptions(publicKey, secretKey, null, allowed);
  }

  /** Returns the options of a client whose servers all have the same key. */
  public static CurveOptions ofClient(String publicKey, String secretKey, String serverKey) {
    return new CurveOptions(publicKey, secretKey, serverKey, key -> false);
  }

  /**
   * Returns the options of a client whose servers have keys of their own, which their addresses
   * name.
   *
   * @param isKey returns whether a text is a public key
   */
  public static CurveOptions ofClient(String publicKey, String secretKey, Predicate<String> isKey) {
    return new CurveOptions(publicKey, secretKey, null, isKey);
  }

  /** Returns the options of a client for one of its servers. */
  public CurveOptions withServerKey(String key) {
    return new CurveOptions(publicKey, secretKey, key, allowed);
  }

  public String publicKey() {
    return publicKey;
  }

  public String secretKey() {
    return secretKey;
  }

  /**
   * Returns the public key of a client's server; null on a server, and on a client whose servers
   * have keys of their own.
   */
  public @Nullable String serverKey() {
    return serverKey;
  }

  /**
   * Returns whether the public key of the other side is accepted: a client's by a server, or that
   * of an address by a client.
   */
  public boolean allows(String key) {
    return allowed.test(key);
  }

  @Override
  public String toString() {
    return "CurveOptions[" + publicKey + "]";
  }
}
