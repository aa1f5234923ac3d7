package io.tightwire.discovery.kubernetes;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code kubernetes://service.namespace:port}. A third slash, as in gRPC's targets, is
 * allowed. Immutable.
 *
 * @param service the service's name
 * @param namespace its namespace; null for that of the pod
 * @param port the name or number of a port of the pods
 */
record KubernetesTarget(String service, @Nullable String namespace, SlicePort port) {

  static final String SCHEME = "kubernetes";

  private static final String FORM =
      "write kubernetes://service.namespace:port, or kubernetes://service:port for the pod's own"
          + " namespace, with the name or number of the pods' port";

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  private static final Pattern PARTS =
      Pattern.compile("(" + LABEL + ")(?:\\.(" + LABEL + "))?:([a-z0-9-]{1,15})");

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is malformed, with the fix
   */
  static KubernetesTarget of(URI target) {
    String text = target.toString();
    String rest = text.substring(text.indexOf(':') + 1);
    if (!rest.startsWith("//")) {
      throw bad(target, "two slashes are missing");
    }
    Matcher parts = PARTS.matcher(rest.substring(rest.startsWith("///") ? 3 : 2));
    if (!parts.matches()) {
      throw bad(target, "it does not name a service and a port");
    }
    SlicePort port;
    try {
      port = SlicePort.of(parts.group(3));
    } catch (IllegalArgumentException e) {
      throw bad(target, String.valueOf(e.getMessage()));
    }
    return new KubernetesTarget(parts.group(1), parts.group(2), port);
  }

  private static IllegalArgumentException bad(URI target, String what) {
    return new IllegalArgumentException("Bad target \"" + target + "\": " + what + "; " + FORM);
  }
}
