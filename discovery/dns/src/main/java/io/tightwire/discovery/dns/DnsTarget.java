package io.tightwire.discovery.dns;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target without its query, and the query's one parameter: {@code server}. Immutable.
 *
 * @param uri the target up to its query
 * @param server the name server that is asked; null for those of this machine
 */
record DnsTarget(URI uri, @Nullable String server) {

  private static final int MAX_NAME_LENGTH = 253;

  private static final String SERVER = "server=";

  private static final Pattern SERVERS =
      Pattern.compile("(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

  private static final Pattern NAMES = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)*\\.?");

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if its query is malformed, with the fix
   */
  static DnsTarget of(URI target) {
    String query = target.getRawQuery();
    if (query == null) {
      return new DnsTarget(target, null);
    }
    String server = query.startsWith(SERVER) ? query.substring(SERVER.length()) : "";
    if (!SERVERS.matcher(server).matches()) {
      throw bad(
          target,
          "there is no parameter \"" + query + "\"",
          "write ?server=10.0.0.2:53, or nothing");
    }
    String text = target.toString();
    return new DnsTarget(URI.create(text.substring(0, text.indexOf('?'))), server);
  }

  /**
   * Returns a name that name servers can be asked for.
   *
   * @throws IllegalArgumentException if it is malformed, with the fix
   */
  String checked(String name) {
    if (name.length() > MAX_NAME_LENGTH || !NAMES.matcher(name).matches()) {
      throw bad(
          uri, "\"" + name + "\" is no name in the DNS", "use letters, digits, '-', '_' and dots");
    }
    return name;
  }

  static IllegalArgumentException bad(URI target, String what, String fix) {
    return new IllegalArgumentException("Bad target \"" + target + "\": " + what + "; " + fix);
  }
}
