package io.tightwire;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told to connect to, and the parts of it that telemetry names. The server that a
 * call was sent to is another matter: see {@link CallEnd#server()}. Immutable.
 *
 * <table>
 * <caption>Targets and their parts</caption>
 * <tr><th>text</th><th>host</th><th>port</th><th>kind</th></tr>
 * <tr><td>{@code tcp://10.0.0.7:5555}</td><td>{@code 10.0.0.7}</td><td>5555</td><td>TCP</td></tr>
 * <tr><td>{@code tcp://[::1]:5555}</td><td>{@code ::1}</td><td>5555</td><td>TCP</td></tr>
 * <tr><td>{@code ipc:///run/orders.sock}</td><td>{@code /run/orders.sock}</td><td>–</td><td>IPC
 * </td></tr>
 * <tr><td>{@code inproc://orders}</td><td>{@code orders}</td><td>–</td><td>INPROC</td></tr>
 * <tr><td>{@code dns://orders.prod:5555}</td><td>{@code orders.prod}</td><td>5555</td><td>RESOLVED
 * </td></tr>
 * <tr><td>{@code zookeeper://zk1,zk2/shop/orders}</td><td>{@code /shop/orders}</td><td>–</td><td>
 * RESOLVED</td></tr>
 * <tr><td>two endpoints or more</td><td>–</td><td>–</td><td>LIST</td></tr>
 * </table>
 *
 * @param text as the client's messages name it
 * @param host the host, the path of a socket or of a service, or the name within the process; null
 *     if the target has none
 * @param port the port, from 1 to 65535; {@link #NO_PORT} if the target has none
 * @param kind how the servers are found
 */
public record Target(String text, @Nullable String host, int port, Kind kind) {

  /** The port of a target that has none. */
  public static final int NO_PORT = -1;

  private static final String SCHEME_END = "://";

  /** How a client finds its servers. */
  public enum Kind {
    /** One server, over TCP. */
    TCP,
    /** One server on this machine, over a UNIX socket. */
    IPC,
    /** One server in this process. */
    INPROC,
    /** Several endpoints, named one by one. */
    LIST,
    /** A resolver finds the servers: DNS, a file, a registry. */
    RESOLVED
  }

  /**
   * Creates a target.
   *
   * @param text {@link #text}
   * @param host {@link #host}
   * @param port {@link #port}
   * @param kind {@link #kind}
   * @throws IllegalArgumentException if the port is none
   */
  public Target {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(kind, "kind");
    if (port != NO_PORT && (port < 1 || port > 65_535)) {
      throw new IllegalArgumentException(
          "A target's port is from 1 to 65535, or -1 for none, not " + port);
    }
  }

  /**
   * Reads the parts of what {@link RpcClient.Builder#endpoint} takes. Whether a client can connect
   * to it is not checked.
   *
   * @param text an endpoint, or a resolver's target: {@code scheme://…}
   * @return the target
   * @throws IllegalArgumentException if the text has no scheme
   */
  public static Target of(String text) {
    int end = text.indexOf(SCHEME_END);
    if (end <= 0) {
      throw new IllegalArgumentException(
          "Bad target \"" + text + "\": it has no scheme; write tcp://host:port, for example");
    }
    String rest = text.substring(end + SCHEME_END.length());
    return switch (text.substring(0, end).toLowerCase(Locale.ROOT)) {
      case "tcp" -> hostAndPort(text, rest, Kind.TCP);
      case "ipc" -> new Target(text, rest, NO_PORT, Kind.IPC);
      case "inproc" -> new Target(text, rest, NO_PORT, Kind.INPROC);
      default -> resolved(text, rest);
    };
  }

  private static Target resolved(String text, String rest) {
    int path = rest.indexOf('/');
    return path < 0 || path == rest.length() - 1
        ? hostAndPort(text, path < 0 ? rest : rest.substring(0, path), Kind.RESOLVED)
        : new Target(text, rest.substring(path), NO_PORT, Kind.RESOLVED);
  }

  private static Target hostAndPort(String text, String address, Kind kind) {
    int colon = address.lastIndexOf(':');
    if (colon < address.lastIndexOf(']')) {
      colon = -1; // within the brackets of an IPv6 address
    }
    String host = colon < 0 ? address : address.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = colon < 0 ? NO_PORT : port(address.substring(colon + 1));
    return new Target(text, host.isEmpty() ? null : host, port, kind);
  }

  /** Returns the port; {@link #NO_PORT} if it is a name, which some resolvers allow. */
  private static int port(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    int port = 0;
    for (int i = 0; digits && i < text.length(); i++) {
      char c = text.charAt(i);
      digits = c >= '0' && c <= '9';
      port = port * 10 + (c - '0');
    }
    return digits && port >= 1 && port <= 65_535 ? port : NO_PORT;
  }

  /** Returns the text. */
  @Override
  public String toString() {
    return text;
  }
}
