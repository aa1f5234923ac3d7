package io.tightwire.internal.discovery;

import io.tightwire.discovery.ServerAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a list of servers from text, one a line: {@code tcp://10.0.0.7:5555 weight=2 zone=eu-1a}.
 * Stateless; thread-safe.
 */
final class AddressLines {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private static final String WEIGHT = "weight";

  private AddressLines() {}

  /**
   * Returns the servers in the order of their lines.
   *
   * @throws IllegalArgumentException if a line is malformed, with its number and the fix
   */
  static List<ServerAddress> parse(String text) {
    List<ServerAddress> all = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        all.add(address(content, number));
      }
    }
    return all;
  }

  private static ServerAddress address(String content, int line) {
    String[] parts = SPACE.split(content, -1);
    String endpoint = parts[0];
    if (!Scheme.isOfEndpoint(Scheme.of(endpoint))) {
      throw bad(
          line, "\"" + endpoint + "\" is no endpoint", "write tcp://host:port or ipc:///path");
    }
    int weight = 1;
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; i < parts.length && !parts[i].startsWith("#"); i++) {
      int equals = parts[i].indexOf('=');
      String name = parts[i].substring(0, Math.max(0, equals));
      String value = parts[i].substring(equals + 1);
      if (!NAME.matcher(name).matches() || value.isEmpty()) {
        throw bad(line, "\"" + parts[i] + "\" is no attribute", "write name=value, without spaces");
      }
      if (attributes.put(name, value) != null) {
        throw bad(line, name + " is there twice", "remove one of them");
      }
    }
    String stated = attributes.remove(WEIGHT);
    return new ServerAddress(endpoint, stated == null ? weight : weight(stated, line), attributes);
  }

  private static int weight(String stated, int line) {
    try {
      int weight = Integer.parseInt(stated);
      if (weight >= 1 && weight <= ServerAddress.MAX_WEIGHT) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // as a number out of the range
    }
    throw bad(
        line,
        "the weight is " + stated,
        "use a whole number from 1 to " + ServerAddress.MAX_WEIGHT);
  }

  private static IllegalArgumentException bad(int line, String what, String fix) {
    return new IllegalArgumentException("line " + line + ": " + what + "; " + fix);
  }
}
