package io.tightwire.internal.link.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion around one path, between threads and between processes. Ends with its holder's
 * process at the latest and leaves no file behind. Confined to the thread that took it.
 */
final class PathLock implements AutoCloseable {

  /** A file lock belongs to the whole process. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final Path file;
  private final FileChannel channel;

  private PathLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static PathLock on(Path path) throws IOException {
    Path file = path.resolveSibling("." + path.getFileName() + ".lock");
    IN_PROCESS.lock();
    try {
      while (true) {
        FileChannel channel = open(file);
        boolean ours = false;
        try {
          channel.lock();
          ours = isAt(file, channel);
        } finally {
          if (!ours) {
            channel.close();
          }
        }
        if (ours) {
          return new PathLock(file, channel);
        }
      }
    } catch (IOException | RuntimeException e) {
      IN_PROCESS.unlock();
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /**
   * Returns whether the file just locked still has its name: its last holder removed it while
   * leaving. Told by a random size, since Java cannot stat an open file, and opening and closing
   * the file again would release the lock.
   */
  private static boolean isAt(Path file, FileChannel channel) throws IOException {
    long token = ThreadLocalRandom.current().nextInt(1 << 30);
    channel.truncate(0).write(ByteBuffer.allocate(1), token);
    try {
      return Files.size(file) == token + 1;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } finally {
      IN_PROCESS.unlock();
    }
  }
}
