package io.tightwire.internal.client;

import io.tightwire.discovery.ServerAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which CURVE key a server of the list must have. Immutable.
 *
 * @param encrypted whether connections are encrypted
 * @param isKey returns whether a text is a public key, for servers that have keys of their own;
 *     null if there are no keys, or all servers have the one that the link knows
 */
public record ServerKeys(boolean encrypted, @Nullable Predicate<String> isKey) {

  /** No server has a key. */
  public static final ServerKeys NONE = new ServerKeys(false, null);

  /** All servers have the key that the link knows. */
  public static final ServerKeys SHARED = new ServerKeys(true, null);

  /** The attribute of an address that has the server's public key. */
  private static final String ATTRIBUTE = "curve";

  private static final String FIX =
      "correct the list (a server that registers with curve(…) publishes its key there), or call"
          + " curve(keys, serverKey) if all servers have one key";

  /** Returns the rule for servers that have keys of their own, which their addresses name. */
  public static ServerKeys listed(Predicate<String> isKey) {
    return new ServerKeys(true, isKey);
  }

  /**
   * Returns the key that the server at an address must have.
   *
   * @return one without key and problem, if servers have no keys of their own
   */
  Requirement of(ServerAddress address) {
    if (isKey == null) {
      return Requirement.NONE;
    }
    String key = address.attributes().get(ATTRIBUTE);
    if (key == null) {
      return Requirement.problem(
          "the client does not know its public key: its address has no attribute \"curve\"; "
              + FIX);
    }
    if (!isKey.test(key)) {
      return Requirement.problem(
          "the client does not know its public key: the attribute \"curve\" of its address is none,"
              + " which has 40 characters of Z85; "
              + FIX);
    }
    return new Requirement(key, null);
  }

  /**
   * What is required of one server. Immutable.
   *
   * @param key its public key; null if the link decides, or it is not known
   * @param problem why the server can't be connected to, with the fix; null if it can
   */
  record Requirement(@Nullable String key, @Nullable String problem) {

    static final Requirement NONE = new Requirement(null, null);

    static Requirement problem(String text) {
      return new Requirement(null, text);
    }
  }
}
