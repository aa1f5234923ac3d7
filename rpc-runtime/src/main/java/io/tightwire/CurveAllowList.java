package io.tightwire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The public keys of the clients that a server admits. It may be changed while servers use it:
 * clients whose key is added can connect from then on, and clients whose key is removed are
 * disconnected. {@link CurveKeyPair} has an example.
 *
 * <p>Thread-safe.
 */
public final class CurveAllowList {

  private final List<Runnable> onRemoval = new CopyOnWriteArrayList<>();
  private volatile Set<String> keys = Set.of();

  private CurveAllowList() {}

  /**
   * A list of these keys.
   *
   * @param publicKeys in Z85; without any, no client is admitted
   * @return the list
   * @throws IllegalArgumentException if one is no key
   */
  public static CurveAllowList of(String... publicKeys) {
    CurveAllowList list = new CurveAllowList();
    list.replaceAll(List.of(publicKeys));
    return list;
  }

  /**
   * A list of the keys in a file: one a line, and behind it, if you like, a space and whose it is.
   * Blank lines, and those that begin with {@code #} and a space, are comments.
   *
   * <p>To read it again while servers use the list: {@code
   * list.replaceAll(CurveAllowList.read(file).keys())}.
   *
   * @param file in UTF-8
   * @return the list
   * @throws IOException if it can't be read, or a line has no key; the message names the line
   */
  public static CurveAllowList read(Path file) throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.equals("#") || line.startsWith("# ")) {
        continue;
      }
      try {
        keys.add(CurveKeyPair.requirePublic(line.split("\\s", 2)[0]));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    CurveAllowList list = new CurveAllowList();
    list.change(keys);
    return list;
  }

  /**
   * Lets one more in.
   *
   * @param publicKey in Z85
   * @throws IllegalArgumentException if that is no key
   */
  public synchronized void allow(String publicKey) {
    Set<String> more = new LinkedHashSet<>(keys);
    more.add(CurveKeyPair.requirePublic(publicKey));
    change(more);
  }

  /**
   * Removes a key; its connections are closed, and its calls are cancelled.
   *
   * @param publicKey in Z85
   */
  public synchronized void revoke(String publicKey) {
    Set<String> fewer = new LinkedHashSet<>(keys);
    fewer.remove(publicKey);
    change(fewer);
  }

  /**
   * Replaces all keys.
   *
   * @param publicKeys in Z85
   * @throws IllegalArgumentException if one is no key; then nothing has changed
   */
  public synchronized void replaceAll(Collection<String> publicKeys) {
    publicKeys.forEach(CurveKeyPair::requirePublic);
    change(publicKeys);
  }

  /** Takes over keys that are known to be such. */
  private synchronized void change(Collection<String> publicKeys) {
    Set<String> before = keys;
    keys = Set.copyOf(publicKeys);
    if (!keys.containsAll(before)) {
      onRemoval.forEach(Runnable::run);
    }
  }

  /**
   * Returns the keys that are admitted now.
   *
   * @return the public keys; immutable
   */
  public Set<String> keys() {
    return keys;
  }

  boolean allows(String publicKey) {
    return keys.contains(publicKey);
  }

  /** Registers a server's action for the removal of keys. */
  void watch(Runnable server) {
    onRemoval.add(server);
  }

  void unwatch(Runnable server) {
    onRemoval.remove(server);
  }

  @Override
  public String toString() {
    return "CurveAllowList[" + keys.size() + " keys]";
  }
}
