package io.tightwire.internal.flow;

/** Tells hosts that are addresses from names, without a look-up. Stateless; thread-safe. */
public final class NumericHosts {

  /** The JDK does not parse a longer one, but asks the name servers. */
  private static final int MAX_IPV4_LENGTH = "255.255.255.255".length();

  private NumericHosts() {}

  /**
   * Returns whether the host is an address, which the JDK parses without a look-up.
   *
   * @param host without brackets
   */
  public static boolean isNumeric(String host) {
    return host.indexOf(':') >= 0 ? mayBeIpv6(host) : isIpv4(host);
  }

  /** Returns whether the JDK takes the host for an IPv6 address, right or wrong. */
  private static boolean mayBeIpv6(String host) {
    char first = host.charAt(0);
    return first == ':' || Character.digit(first, 16) >= 0;
  }

  /** Returns whether the host is an IPv4 address of four parts. */
  private static boolean isIpv4(String host) {
    if (host.length() > MAX_IPV4_LENGTH) {
      return false;
    }
    int dots = 0;
    int part = -1; // of the address; less than 0 before its first digit
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && part >= 0) {
        dots++;
        part = -1;
      } else if (c >= '0' && c <= '9') {
        part = Math.max(part, 0) * 10 + c - '0';
      } else {
        return false;
      }
      if (part > 255) { // the JDK asks the name servers
        return false;
      }
    }
    return dots == 3 && part >= 0;
  }
}
