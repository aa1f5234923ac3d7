package io.tightwire.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a peer's JVMs. Immutable.
 *
 * @param name the artifact whose version identifies the library; "JDK" if there is none
 * @param classes of the harness and the peer itself
 * @param closure the library and its run-time dependencies: all of them, and none of another peer
 */
record Library(String name, List<Path> classes, List<Path> closure) {
  private static final String NOTHING = "JDK";
  // Silences a library's logging. Not one of its dependencies.
  private static final String SILENCER = "slf4j-nop-";

  Library {
    classes = List.copyOf(classes);
    closure = List.copyOf(closure);
  }

  static Library none(Path classes) {
    return new Library(NOTHING, List.of(classes), List.of());
  }

  /** Reads the class path from the file that Maven wrote. */
  static Library of(String name, List<Path> classes, Path classPath) throws IOException {
    String paths = Files.readString(classPath).strip();
    return new Library(
        name, classes, Stream.of(paths.split(File.pathSeparator, -1)).map(Path::of).toList());
  }

  /** Returns a library that consists of some artifacts on which this one depends. */
  Library only(String part, List<String> artifacts) {
    List<Path> jars =
        artifacts.stream()
            .map(
                artifact ->
                    find(artifact)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    name + " does not depend on " + artifact + " any more")))
            .toList();
    return new Library(part, classes, jars);
  }

  /** Returns the same library in another build. */
  Library as(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("There is no " + jar);
    }
    Path own =
        find(name)
            .orElseThrow(() -> new IllegalArgumentException(name + " is not a jar of its own"));
    return new Library(
        name,
        classes,
        closure.stream().map(entry -> entry.equals(own) ? jar.toAbsolutePath() : entry).toList());
  }

  private Optional<Path> find(String artifact) {
    return closure.stream()
        .filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9].*[.]jar"))
        .findFirst();
  }

  String classPath() {
    List<Path> all = new ArrayList<>(classes);
    all.addAll(closure);
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the name and, for a jar, the version. */
  String version() {
    return find(name)
        .map(jar -> jar.getFileName().toString().replaceFirst("[.]jar$", ""))
        .orElse(name);
  }

  long jars() {
    return counted().count();
  }

  /** Returns the closure's size; for a part that is not packaged yet, that of its class files. */
  double megabytes() throws IOException {
    long bytes = 0;
    for (Path entry : counted().toList()) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          bytes += Files.size(file);
        }
      }
    }
    return bytes / 1e6;
  }

  private Stream<Path> counted() {
    return closure.stream().filter(jar -> !jar.getFileName().toString().startsWith(SILENCER));
  }
}
