package io.tightwire.internal.link;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The address at which a server listens: {@code tcp://host:port}, {@code ipc:///path} or {@code
 * inproc://name}. When a server binds a {@code *}, the system chooses the host's addresses, the
 * port, the path or the name.
 *
 * <p>Checked here, before JeroMQ gets it, which would throw {@code NumberFormatException} or read
 * it differently. Immutable.
 */
public final class Endpoint {

  /** The kinds of transport. */
  public enum Kind {
    TCP("tcp://"),
    IPC("ipc://"),
    INPROC("inproc://");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }
  }

  /** sun_path has 108 bytes; the JDK keeps two of them. */
  public static final int MAX_PATH_BYTES = 106;

  private static final int MAX_NAME_LENGTH = 256;

  private static final String ANY = "*";

  private final Kind kind;
  private final String address;
  private final String host; // the name of an inproc endpoint
  private final int port;
  private final @Nullable Path path;

  private Endpoint(Kind kind, String address, String host, int port, @Nullable Path path) {
    this.kind = kind;
    this.address = address;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /**
   * Reads an endpoint.
   *
   * @throws IllegalArgumentException if {@code text} is no endpoint, with the fix
   */
  public static Endpoint parse(String text) {
    Objects.requireNonNull(text, "endpoint");
    if (text.startsWith(Kind.TCP.scheme)) {
      return parseTcp(text);
    }
    if (text.startsWith(Kind.IPC.scheme)) {
      return parseIpc(text);
    }
    if (text.startsWith(Kind.INPROC.scheme)) {
      return parseInproc(text);
    }
    int scheme = text.indexOf("://");
    throw bad(
        text,
        scheme < 0 ? "it has no transport" : "there is no transport " + text.substring(0, scheme),
        "write tcp://host:port, ipc:///path or inproc://name");
  }

  private static Endpoint parseTcp(String text) {
    String address = text.substring(Kind.TCP.scheme.length());
    int colon = address.lastIndexOf(':');
    if (colon < 0 || colon < address.lastIndexOf(']')) {
      throw bad(text, "it has no port", "write tcp://host:port, or tcp://host:* to bind any port");
    }
    return tcp(text, host(text, address.substring(0, colon)), port(text, address, colon + 1));
  }

  private static String host(String text, String host) {
    if (host.isEmpty()) {
      throw bad(text, "it has no host", "write tcp://host:port, or tcp://*:port to bind them all");
    }
    if (host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0) {
      return host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0) {
      throw bad(text, "its host is ambiguous", "put an IPv6 address in brackets: tcp://[::1]:5555");
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c == 0x7f || "/?#@[];,".indexOf(c) >= 0) {
        throw bad(text, "a host cannot contain '" + c + "'", "write tcp://host:port");
      }
    }
    return host;
  }

  private static int port(String text, String address, int from) {
    String port = address.substring(from);
    if (port.equals(ANY)) {
      return 0;
    }
    boolean digits = !port.isEmpty() && port.length() <= 5;
    int value = 0;
    for (int i = 0; digits && i < port.length(); i++) {
      char c = port.charAt(i);
      digits = c >= '0' && c <= '9';
      value = value * 10 + (c - '0');
    }
    if (!digits || value < 1 || value > 65_535) {
      throw bad(
          text,
          "\"" + port + "\" is no port",
          "use a number from 1 to 65535, or * to bind any free port");
    }
    return value;
  }

  private static Endpoint tcp(String text, String host, int port) {
    return new Endpoint(Kind.TCP, text, host, port, null);
  }

  private static Endpoint parseIpc(String text) {
    String name = text.substring(Kind.IPC.scheme.length());
    if (name.equals(ANY)) {
      return new Endpoint(Kind.IPC, text, "", 0, null);
    }
    if (name.startsWith("@")) {
      throw bad(text, "Java has no abstract socket names", "name a file: ipc:///tmp/my.sock");
    }
    if (!name.startsWith("/") || name.endsWith("/")) {
      throw bad(text, "it has no absolute file path", "write three slashes: ipc:///run/me/my.sock");
    }
    return ipc(text, path(text, name));
  }

  private static Path path(String text, String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw bad(text, "its path is invalid: " + e.getReason(), "write ipc:///path");
    }
    int bytes = bytesOf(path);
    if (bytes > MAX_PATH_BYTES) {
      throw bad(
          text,
          "its path has " + bytes + " bytes, a UNIX socket's at most " + MAX_PATH_BYTES,
          "use a shorter directory");
    }
    return path;
  }

  public static int bytesOf(Path path) {
    String encoding = System.getProperty("sun.jnu.encoding");
    Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
    return path.toString().getBytes(charset).length;
  }

  private static Endpoint ipc(String text, Path path) {
    return new Endpoint(Kind.IPC, text, "", 0, path);
  }

  private static Endpoint parseInproc(String text) {
    String name = text.substring(Kind.INPROC.scheme.length());
    if (name.isEmpty()) {
      throw bad(text, "it has no name", "write inproc://name, or inproc://* to bind any free name");
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw bad(
          text,
          "its name has " + name.length() + " characters, the longest " + MAX_NAME_LENGTH,
          "use a shorter one");
    }
    for (int i = 0; i < name.length() && !name.equals(ANY); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.isWhitespace(c) || c == '*') {
        throw bad(text, "a name cannot contain '" + c + "'", "write inproc://name");
      }
    }
    return ofName(name);
  }

  private static IllegalArgumentException bad(String text, String what, String fix) {
    return new IllegalArgumentException("Bad endpoint \"" + text + "\": " + what + "; " + fix);
  }

  /** Creates the exception that says why this endpoint can't be bound. */
  public IOException bindFailure(String why, IOException cause) {
    String message = "Cannot bind " + this + ": " + why;
    IOException failure =
        cause instanceof BindException ? new BindException(message) : new IOException(message);
    failure.initCause(cause);
    return failure;
  }

  /** Returns this endpoint with a chosen port. */
  public Endpoint withPort(int chosen) {
    return port == chosen
        ? this
        : tcp(address.substring(0, address.lastIndexOf(':') + 1) + chosen, host, chosen);
  }

  /** Returns the endpoint of a path. */
  public static Endpoint ofPath(Path chosen) {
    return ipc(Kind.IPC.scheme + chosen, chosen);
  }

  /** Returns the endpoint of a name in this process. */
  public static Endpoint ofName(String name) {
    return new Endpoint(Kind.INPROC, Kind.INPROC.scheme + name, name, 0, null);
  }

  /**
   * Returns this endpoint, if a client can connect to it.
   *
   * @throws IllegalArgumentException if it has a {@code *}, which only binding resolves
   */
  public Endpoint requireConcrete() {
    if (kind == Kind.IPC ? path == null : isAnyHost() || (kind == Kind.TCP && port == 0)) {
      throw bad(address, "a client cannot connect to *", "name what the server bound");
    }
    return this;
  }

  /** Returns the kind of transport. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether the file system or the process restricts access to it. */
  public boolean isLocal() {
    return kind != Kind.TCP;
  }

  public String host() {
    return host;
  }

  /** Returns the name within the process. */
  public String name() {
    return host;
  }

  public boolean isAnyHost() {
    return host.equals(ANY);
  }

  /** Returns the port; 0 for any. */
  public int port() {
    return port;
  }

  /** Returns the path; null for any. */
  public @Nullable Path path() {
    return path;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Endpoint that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
