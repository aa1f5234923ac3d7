package io.tightwire.internal.discovery;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads servers from a file: {@code file:///etc/orders.endpoints}. Reads it every second, since
 * that notices everything: files that are replaced or appear later, symbolic links that are
 * switched as Kubernetes does with config maps, and file systems that report no changes. A file
 * that is missing or malformed is a failure; the servers of the last good one stay in use.
 * Thread-safe.
 */
final class FileResolver implements PollingResolver.LookUp {

  /** The largest file. */
  static final int MAX_BYTES = 1 << 20;

  private final Path file;

  private volatile @Nullable Content last;

  FileResolver(Path file) {
    this.file = file;
  }

  /**
   * Creates a resolver.
   *
   * @throws IllegalArgumentException if the target is not {@code file:///path}
   */
  static Resolver create(URI target, DiscoveryContext context) {
    return new PollingResolver(new FileResolver(path(target)), PollInterval.FILE, context);
  }

  private static Path path(URI target) {
    try {
      return Path.of(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Bad target \""
              + target
              + "\": "
              + e.getMessage()
              + "; write file:///path/to/file with three slashes",
          e);
    }
  }

  @Override
  public List<ServerAddress> addresses() throws IOException {
    byte[] bytes = read();
    Content known = last;
    if (known == null || !Arrays.equals(bytes, known.bytes)) {
      known = new Content(bytes, parse(bytes));
      last = known;
    }
    return known.servers;
  }

  private byte[] read() throws IOException {
    byte[] bytes;
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would block the look-up
        throw new IOException("it is not a regular file; name a text file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw failure("there is no such file; create it, with one endpoint a line", e);
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
    if (bytes.length > MAX_BYTES) {
      throw failure("it is larger than " + MAX_BYTES + " bytes; name a smaller file", null);
    }
    return bytes;
  }

  private List<ServerAddress> parse(byte[] bytes) throws IOException {
    try {
      return AddressLines.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw failure("it is not UTF-8; save it as UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  private IOException failure(String why, @Nullable Exception cause) {
    return new IOException("Cannot read servers from " + file + ": " + why, cause);
  }

  /** A file's content, with what was read from it, so that it is parsed once. */
  private static final class Content {
    final byte[] bytes;
    final List<ServerAddress> servers;

    Content(byte[] bytes, List<ServerAddress> servers) {
      this.bytes = bytes;
      this.servers = List.copyOf(servers);
    }
  }
}
