package io.tightwire.discovery.zookeeper;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.apache.zookeeper.common.PathUtils;

/**
 * The parts of {@code zookeeper://zk1:2181,zk2:2181/path?sessionTimeout=PT6S}. Immutable.
 *
 * @param text as the user wrote it, for messages
 * @param servers the registry's servers, as ZooKeeper's client takes them
 * @param path the node whose children are the servers
 * @param sessionTimeout how long a session outlives its connection
 */
record ZooKeeperTarget(String text, String servers, String path, Duration sessionTimeout) {

  static final String SCHEME = "zookeeper";

  static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** How long to wait for a connection before that is a failure. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  private static final String SESSION_TIMEOUT = "sessionTimeout=";

  private static final String FORM = "write zookeeper://host:port,host:port/path";

  private static final Pattern SERVERS =
      Pattern.compile("(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is malformed, with the fix
   */
  static ZooKeeperTarget of(URI target) {
    String servers = target.getRawAuthority();
    if (servers == null) {
      throw bad(target, "it has no host", FORM);
    }
    for (String server : servers.split(",", -1)) {
      if (!SERVERS.matcher(server).matches()) {
        throw bad(target, "\"" + server + "\" is no host with a port", FORM);
      }
    }
    if (target.getRawFragment() != null) {
      throw bad(target, "\"#" + target.getRawFragment() + "\" has no meaning there", FORM);
    }
    return new ZooKeeperTarget(target.toString(), servers, path(target), sessionTimeout(target));
  }

  private static String path(URI target) {
    String path = target.getPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      throw bad(target, "it has no path", FORM);
    }
    try {
      PathUtils.validatePath(path);
    } catch (IllegalArgumentException e) {
      throw bad(target, String.valueOf(e.getMessage()), FORM);
    }
    return path;
  }

  private static Duration sessionTimeout(URI target) {
    String query = target.getRawQuery();
    if (query == null) {
      return DEFAULT_SESSION_TIMEOUT;
    }
    if (!query.startsWith(SESSION_TIMEOUT)) {
      throw bad(target, "there is no parameter \"" + query + "\"", "write ?sessionTimeout=PT10S");
    }
    String text = query.substring(SESSION_TIMEOUT.length());
    try {
      Duration timeout = Duration.parse(text);
      if (timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // as a duration out of the range
    }
    throw bad(
        target,
        "its session timeout is \"" + text + "\"",
        "use a duration from PT1S to PT5M; servers limit it too, by default to PT40S");
  }

  private static IllegalArgumentException bad(URI target, String what, String fix) {
    return new IllegalArgumentException("Bad target \"" + target + "\": " + what + "; " + fix);
  }

  /** Returns how long to wait for a connection before that is a failure. */
  Duration connectionTimeout() {
    return sessionTimeout.compareTo(CONNECTION_TIMEOUT) < 0 ? sessionTimeout : CONNECTION_TIMEOUT;
  }

  @Override
  public String toString() {
    return text;
  }
}
