package io.tightwire.internal.discovery;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.NumericHosts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host and port of a target such as {@code dns://orders:5555}. Immutable.
 *
 * @param host a name or a numeric address, without brackets
 */
public record HostPort(String host, int port) {

  /**
   * Reads a target that consists of a scheme, a host and a port.
   *
   * @throws IllegalArgumentException if there is less or more, with the fix
   */
  public static HostPort of(URI target) {
    String form = target.getScheme() + "://host:port";
    String authority = target.getRawAuthority();
    if (authority == null || authority.isEmpty()) {
      throw bad(target, "it has no host", "write " + form);
    }
    String rest = rest(target);
    if (!rest.isEmpty()) {
      throw bad(target, "\"" + rest + "\" has no meaning there", "write " + form);
    }
    int colon = authority.lastIndexOf(':');
    if (colon < 0 || colon < authority.lastIndexOf(']')) {
      throw bad(target, "it has no port", "write " + form);
    }
    return new HostPort(
        host(target, authority.substring(0, colon)), port(target, authority, colon));
  }

  private static String rest(URI target) {
    return orEmpty(target.getRawPath())
        + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery())
        + (target.getRawFragment() == null ? "" : "#" + target.getRawFragment());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String host(URI target, String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || host.indexOf(':') >= 0 || host.indexOf('@') >= 0) {
      throw bad(
          target,
          "\"" + host + "\" is no host",
          "write " + target.getScheme() + "://host:port, with an IPv6 address in brackets");
    }
    return host;
  }

  private static int port(URI target, String authority, int colon) {
    String text = authority.substring(colon + 1);
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // as a number out of the range
    }
    throw bad(target, "\"" + text + "\" is no port", "use a number from 1 to 65535");
  }

  private static IllegalArgumentException bad(URI target, String what, String fix) {
    return new IllegalArgumentException("Bad target \"" + target + "\": " + what + "; " + fix);
  }

  /** Returns whether the host is an address, for which there is no look-up. */
  boolean isNumeric() {
    return NumericHosts.isNumeric(host);
  }

  /** Returns the servers at addresses of the host, each once, in a fixed order. */
  public List<ServerAddress> servers(InetAddress... addresses) {
    return Arrays.stream(addresses)
        .map(address -> endpoint(address, port))
        .distinct()
        .sorted()
        .map(ServerAddress::of)
        .toList();
  }

  /** Returns the endpoint of an address. */
  public static String endpoint(InetAddress address, int port) {
    String text = address.getHostAddress();
    return "tcp://" + (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
  }
}
