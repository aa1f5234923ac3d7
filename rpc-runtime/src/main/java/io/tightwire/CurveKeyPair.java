package io.tightwire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.internal.link.zmq.CurveKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public and a secret key for <a href="https://rfc.zeromq.org/spec/26/">CURVE</a>, which encrypts
 * connections and proves to each side which key the other one has. Keys are strings of 40
 * characters (<a href="https://rfc.zeromq.org/spec/32/">Z85</a>), the same as those of other ZeroMQ
 * libraries.
 *
 * <pre>{@code
 * CurveKeyPair serverKeys = CurveKeyPair.read(keys.resolve("server.key"));
 * CurveAllowList guests = CurveAllowList.read(keys.resolve("guests")); // public keys, one a line
 * RpcServer server =
 *     RpcServer.builder()
 *         .service(new CalculatorSkeleton(new CalculatorService()))
 *         .curve(serverKeys, guests) // guests.allow(key) and guests.revoke(key) take effect immediately
 *         .build();
 * }</pre>
 *
 * <p>{@link CurveKeygen} makes pairs on the command line. No method but {@link #write} reveals the
 * secret key.
 *
 * <p>Immutable.
 */
public final class CurveKeyPair {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final String publicKey;
  private final String secretKey;

  private CurveKeyPair(String publicKey, String secretKey) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
  }

  /**
   * A new pair.
   *
   * @return the pair
   */
  public static CurveKeyPair generate() {
    String[] keys = CurveKeys.generate();
    return new CurveKeyPair(keys[0], keys[1]);
  }

  /**
   * A pair that is known.
   *
   * @param publicKey in Z85
   * @param secretKey in Z85
   * @return the pair
   * @throws IllegalArgumentException if one of them is no key, or they don't belong together
   */
  public static CurveKeyPair of(String publicKey, String secretKey) {
    requirePublic(publicKey);
    Objects.requireNonNull(secretKey, "secretKey");
    if (!CurveKeys.isKey(secretKey)) {
      throw new IllegalArgumentException(
          "The secret key (not shown) is no key: a key has 40 characters of Z85");
    }
    if (!CurveKeys.belongTogether(publicKey, secretKey)) {
      throw new IllegalArgumentException(
          "The secret key (not shown) does not belong to the public key " + publicKey);
    }
    return new CurveKeyPair(publicKey, secretKey);
  }

  static String requirePublic(String key) {
    Objects.requireNonNull(key, "publicKey");
    if (!CurveKeys.isKey(key)) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is no public key: a key has 40 characters of Z85");
    }
    return key;
  }

  /**
   * Reads a pair from a file: one of {@link #write}, or a secret certificate of CZMQ or PyZMQ.
   *
   * @param file readable by its owner alone, where the file system knows of owners
   * @return the pair
   * @throws IOException if it can't be read, others may read it, or there is no pair in it
   */
  public static CurveKeyPair read(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new IOException(
            file + " holds a secret key, and others may read it; chmod 600 " + file);
      }
    }
    String publicKey = null;
    String secretKey = null;
    for (String line : Files.readAllLines(file)) {
      publicKey = publicKey == null ? value("public-key", line) : publicKey;
      secretKey = secretKey == null ? value("secret-key", line) : secretKey;
    }
    if (publicKey == null || secretKey == null) {
      throw new IOException(
          file
              + " has no line "
              + (publicKey == null ? "public-key" : "secret-key")
              + " = \"…\"; CurveKeygen writes such files");
    }
    try {
      return of(publicKey, secretKey);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable String value(String name, String line) {
    String text = line.strip();
    int equals = text.indexOf('=');
    if (equals < 0 || !text.substring(0, equals).strip().equals(name)) {
      return null;
    }
    String value = text.substring(equals + 1).strip();
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /**
   * Writes the pair, with its secret, to a new file that its owner alone may read.
   *
   * @param file not to exist yet
   * @throws IOException if it exists or can't be written
   */
  public void write(Path file) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "directory");
    boolean posix =
        Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class);
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    String text =
        """
        # A secret CURVE key: for its owner alone.
        curve
            public-key = "%s"
            secret-key = "%s"
        """
            .formatted(publicKey, secretKey);
    try (WritableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    if (posix
        && !Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
      throw new IOException(file + " may be read by others; write it elsewhere");
    }
  }

  /**
   * The public key, which others may and must know.
   *
   * @return the key, in Z85
   */
  public String publicKey() {
    return publicKey;
  }

  String secretKey() {
    return secretKey;
  }

  @Override
  public String toString() {
    return "CurveKeyPair[" + publicKey + ']';
  }
}
