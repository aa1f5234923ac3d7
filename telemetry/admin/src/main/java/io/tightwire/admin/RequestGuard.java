package io.tightwire.admin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a browser sends on behalf of other web sites.
 *
 * <h2>DNS rebinding</h2>
 *
 * A web site may have its own name resolve to the address of this port, and then read from it as
 * from itself, since the browser sees one origin. The request tells: its {@code Host} is the name
 * of that site. So the host has to be an IP address, which needs no name server, {@code localhost},
 * or one of the names that the operator has allowed.
 *
 * <h2>Other origins</h2>
 *
 * A browser lets a page of another origin send requests, but not read responses without our
 * consent, which no response gives. Such requests are refused nevertheless, so that they cost
 * nothing.
 *
 * <p>Immutable.
 */
final class RequestGuard {

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

  private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

  private final Set<String> names;

  /**
   * Creates a guard.
   *
   * @param names allowed names, in lower case
   */
  RequestGuard(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /**
   * Checks a request.
   *
   * @throws HttpException if it is refused
   */
  void check(HttpRequest request) throws HttpException {
    String host = request.field("host");
    if (host == null) {
      return; // HTTP/1.0: no browser
    }
    if (!isAllowed(host)) {
      throw new HttpException(
          403,
          "The host \""
              + printable(host)
              + "\" is not allowed here. Use an IP address or localhost, or add the name with"
              + " AdminServer.Builder.allowHost");
    }
    if (isCrossOrigin(request, host)) {
      throw new HttpException(403, "Requests of pages of another origin are not allowed here");
    }
  }

  private boolean isAllowed(String field) {
    String host = PORT.matcher(field.toLowerCase(Locale.ROOT)).replaceFirst("");
    return host.equals("localhost") || names.contains(host) || ADDRESS.matcher(host).matches();
  }

  private static boolean isCrossOrigin(HttpRequest request, String host) {
    String origin = request.field("origin");
    if (origin != null
        && !origin.equalsIgnoreCase("http://" + host)
        && !origin.equalsIgnoreCase("https://" + host)) { // a proxy may speak TLS
      return true;
    }
    return isOtherSite(request.field("sec-fetch-site"))
        && !"navigate".equals(request.field("sec-fetch-mode")); // a link to this page is fine
  }

  private static boolean isOtherSite(@Nullable String site) {
    return "cross-site".equals(site) || "same-site".equals(site);
  }

  /** Returns the start of a text of a stranger, in plain ASCII. */
  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 100)).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
