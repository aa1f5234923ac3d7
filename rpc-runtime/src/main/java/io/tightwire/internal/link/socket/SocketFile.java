package io.tightwire.internal.link.socket;

import io.tightwire.internal.link.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening UNIX socket, with mode 0600 from the moment it becomes visible. The
 * socket is bound in a 0700 directory next to its place and given its mode. Then link(2) puts it in
 * place, which fails if the name is taken: so no process takes a live server's name. Thread-safe.
 */
final class SocketFile {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> OWNER_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;
  private static final int LINK_ATTEMPTS = 10;

  private final Path path;
  private final @Nullable Object identity;
  private final @Nullable Path ownDirectory;

  private SocketFile(Path path, @Nullable Path ownDirectory) throws IOException {
    this.path = path;
    this.ownDirectory = ownDirectory;
    this.identity = identityOf(path);
  }

  Path path() {
    return path;
  }

  /** Binds {@code channel} to {@code path}, or to a chosen one in a new directory. */
  static SocketFile bind(ServerSocketChannel channel, @Nullable Path path, int backlog)
      throws IOException {
    if (path == null) {
      Path directory = privateDirectory(temporary());
      return publish(channel, directory.resolve("socket"), directory, backlog, directory);
    }
    Path directory = privateDirectory(parentOf(path));
    try {
      return publish(channel, path, directory, backlog, null);
    } finally {
      Files.deleteIfExists(directory);
    }
  }

  private static SocketFile publish(
      ServerSocketChannel channel, Path path, Path directory, int backlog, @Nullable Path own)
      throws IOException {
    Path hidden = directory.resolve("s");
    if (Endpoint.bytesOf(hidden) > Endpoint.MAX_PATH_BYTES) {
      throw new BindException("its directory's path is too long to bind in; use a shorter one");
    }
    try {
      channel.bind(UnixDomainSocketAddress.of(hidden), backlog);
      Files.setPosixFilePermissions(hidden, OWNER_ONLY);
      for (int attempt = 0; !link(path, hidden); attempt++) {
        if (attempt == LINK_ATTEMPTS) {
          throw new BindException("others keep binding it; give each server its own path");
        }
        removeIfStale(path);
      }
      return new SocketFile(path, own);
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  private static boolean link(Path path, Path hidden) throws IOException {
    try {
      Files.createLink(path, hidden);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void removeIfStale(Path path) throws IOException {
    // Only the lock's holder removes a dead file, and no process links over an existing one: so the
    // file that was found dead is the one that gets removed.
    try (PathLock lock = PathLock.on(path)) {
      assert lock != null;
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & FILE_TYPE) != SOCKET) {
        throw new BindException("a file that is no socket is there; remove it or bind elsewhere");
      }
      if (isLive(path)) {
        throw new BindException("in use: a server listens there; stop it or bind elsewhere");
      }
      Files.delete(path);
    } catch (NoSuchFileException e) {
      // It is gone already.
    }
  }

  /**
   * Returns whether a server listens there. Does not wait: a server whose backlog is full counts as
   * listening.
   */
  private static boolean isLive(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (SocketException e) {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new NoSuchFileException(path.toString());
      }
      // No permission to connect, for example. Then the file must not be removed.
      throw new BindException(
          "a socket is there that can't be asked whether it is in use ("
              + e.getMessage()
              + "); remove it or bind elsewhere");
    }
  }

  /**
   * Returns why a socket could not be bound, for messages.
   *
   * @param path the path that was to be bound; null for any
   */
  static String describe(FileSystemException failure, @Nullable Path path) {
    Path directory = path == null ? temporary() : parentOf(path);
    if (failure instanceof NoSuchFileException) {
      return "its directory does not exist; create it";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission to make a file in "
          + directory
          + "; let this process's user write there, or bind elsewhere";
    }
    String reason = failure.getReason() == null ? failure.toString() : failure.getReason();
    return reason + " (in " + directory + "); bind elsewhere";
  }

  private static Path parentOf(Path path) {
    return path.getParent() == null ? Path.of("/") : path.getParent();
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path privateDirectory(Path parent) throws IOException {
    while (true) {
      String name = ".z" + Long.toString(RANDOM.nextLong(1L << 30, 1L << 31), 36);
      try {
        return Files.createDirectory(parent.resolve(name), OWNER_DIRECTORY);
      } catch (FileAlreadyExistsException e) {
        // Try another name.
      }
    }
  }

  private static @Nullable Object identityOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Removes the file, unless another server has taken the name over. */
  void remove() throws IOException {
    try {
      Object found = identityOf(path);
      if (found != null && found.equals(identity)) {
        Files.deleteIfExists(path);
      }
      if (ownDirectory != null) {
        Files.deleteIfExists(ownDirectory);
      }
    } catch (NoSuchFileException e) {
      // Another process has removed it.
    }
  }
}
