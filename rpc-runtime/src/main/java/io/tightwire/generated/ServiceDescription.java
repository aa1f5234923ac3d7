package io.tightwire.generated;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads the descriptions of services, which the annotation processor writes next to their classes.
 *
 * <p>Stateless; thread-safe.
 */
public final class ServiceDescription {

  private ServiceDescription() {}

  /**
   * Reads the description of a service from the class path or module of its skeleton.
   *
   * @param skeleton the generated class
   * @param service the qualified name of the interface
   * @return JSON; empty if the file is not there: an archive may have been built without it
   * @throws UncheckedIOException if the file can't be read
   */
  public static Optional<String> read(Class<?> skeleton, String service) {
    try (InputStream file =
        skeleton.getResourceAsStream("/META-INF/tightwire/" + service + ".json")) {
      return file == null ? Optional.empty() : Optional.of(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The description of " + service + " can't be read", e);
    }
  }
}
