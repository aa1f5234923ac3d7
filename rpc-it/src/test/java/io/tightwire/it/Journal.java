package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to which several processes append one line for each event. A line is one write at the
 * file's end, so it is complete even if its process is killed afterwards, and an interrupt can't
 * truncate it. Thread-safe.
 */
final class Journal {

  private final Path file;
  private final FileOutputStream end;

  private Journal(Path file) throws IOException {
    this.file = file;
    this.end = new FileOutputStream(file.toFile(), true);
  }

  static Journal at(Path file) throws IOException {
    return new Journal(file);
  }

  Path file() {
    return file;
  }

  void write(String line) {
    try {
      end.write((line + '\n').getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
