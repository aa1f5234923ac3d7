package io.tightwire.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.cli.describe.DescriptionReader;
import io.tightwire.cli.describe.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads descriptions from a file, the classes in a directory, or a jar. Stateless; thread-safe. */
final class Descriptions {

  private static final String FOLDER = "META-INF/tightwire/";

  /** The longest description that is read; larger files are something else. */
  private static final int MAX_LENGTH = 16 << 20;

  private Descriptions() {}

  /** Returns the JSON of each service by its name. */
  static Map<String, String> read(Path path) {
    Map<String, String> found = new TreeMap<>();
    try {
      if (Files.isDirectory(path)) {
        ofDirectory(path, found);
      } else if (path.toString().endsWith(".jar")) {
        ofJar(path, found);
      } else {
        add(path.toString(), Files.newInputStream(path), found);
      }
    } catch (IOException e) {
      throw new UsageException("--description: " + path + " can't be read: " + e);
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "--description: "
              + path
              + " has no "
              + FOLDER
              + "*.json; was it built with rpc-processor?");
    }
    return found;
  }

  private static void ofDirectory(Path path, Map<String, String> found) throws IOException {
    Path folder = path.resolve(FOLDER);
    try (Stream<Path> files = Files.list(Files.isDirectory(folder) ? folder : path)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        add(file.toString(), Files.newInputStream(file), found);
      }
    }
  }

  private static void ofJar(Path path, Map<String, String> found) throws IOException {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".json")) {
          add(path + "!" + entry.getName(), jar.getInputStream(entry), found);
        }
      }
    }
  }

  private static void add(String source, InputStream from, Map<String, String> found)
      throws IOException {
    try (from) {
      byte[] bytes = from.readNBytes(MAX_LENGTH + 1);
      if (bytes.length > MAX_LENGTH) {
        throw new UsageException(source + " is too large to be a description");
      }
      String text = new String(bytes, UTF_8);
      Service service = DescriptionReader.read(source, text);
      found.put(service.name(), text);
    }
  }
}
