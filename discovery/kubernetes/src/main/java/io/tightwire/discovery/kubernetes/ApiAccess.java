package io.tightwire.discovery.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the API server is, and what a pod proves its service account with. The files are read each
 * time, since Kubernetes replaces them: tokens expire after an hour. Immutable.
 *
 * @param server scheme, host and port
 * @param account the folder with the files {@code token}, {@code ca.crt} and {@code namespace}
 */
record ApiAccess(URI server, Path account) {

  private static final Path IN_PODS = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final int MAX_BYTES = 1 << 20;

  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /**
   * Returns the access that Kubernetes gives to each pod.
   *
   * @param environment returns a variable, or null
   * @throws IllegalArgumentException if this process runs in no pod
   */
  static ApiAccess ofPod(UnaryOperator<@Nullable String> environment) {
    String host = environment.apply("KUBERNETES_SERVICE_HOST");
    String port = environment.apply("KUBERNETES_SERVICE_PORT");
    if (host == null || host.isEmpty()) {
      throw new IllegalArgumentException(
          "kubernetes:// works inside pods only, and this process runs in none:"
              + " KUBERNETES_SERVICE_HOST is not set; elsewhere use file:///path or dns://host:port");
    }
    String literal = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    String authority = literal + ':' + (port == null || port.isEmpty() ? "443" : port);
    try {
      return new ApiAccess(URI.create("https://" + authority), IN_PODS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT give no address: " + authority, e);
    }
  }

  /** Returns whether the connection is encrypted: always in pods. */
  boolean isEncrypted() {
    return "https".equals(server.getScheme());
  }

  /** Returns the token, without the end of its line. */
  String token() throws IOException {
    String token = text("token");
    if (!TOKEN.matcher(token).matches()) { // no message of the JDK may show it
      throw new IOException(account.resolve("token") + " does not have one word of ASCII");
    }
    return token;
  }

  /** Returns the namespace of the pod. */
  String namespace() throws IOException {
    String namespace = text("namespace");
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IOException(account.resolve("namespace") + " does not have a namespace");
    }
    return namespace;
  }

  /** Returns the certificates of the CAs, in PEM. */
  byte[] authorities() throws IOException {
    return read("ca.crt");
  }

  private String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.US_ASCII).strip();
  }

  private byte[] read(String name) throws IOException {
    Path file = account.resolve(name);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException(
          "cannot read "
              + file
              + " of the pod's service account: "
              + e
              + "; set automountServiceAccountToken: true",
          e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }
}
