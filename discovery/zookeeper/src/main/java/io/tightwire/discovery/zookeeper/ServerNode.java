package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.ServerAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data of a server's node: lines of UTF-8 such as {@code endpoint=tcp://10.0.0.7:5555} and
 * {@code weight=2}, which people can read and write with {@code zkCli}. All other lines are
 * attributes. Stateless; thread-safe.
 */
final class ServerNode {

  /** The most bytes of a node's data. ZooKeeper's own limit is about a mebibyte. */
  static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_ENDPOINT_LENGTH = 1_000;

  private static final String ENDPOINT = "endpoint";
  private static final String WEIGHT = "weight";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern ENDPOINTS = Pattern.compile("(tcp|ipc|inproc)://[^\\s\\p{Cntrl}]+");

  private ServerNode() {}

  /**
   * Returns the data of a server's node.
   *
   * @throws IllegalArgumentException if an attribute can't be written, with the fix
   */
  static byte[] encode(ServerAddress server) {
    StringBuilder text = new StringBuilder();
    text.append(ENDPOINT).append('=').append(endpoint(server.endpoint())).append('\n');
    text.append(WEIGHT).append('=').append(server.weight()).append('\n');
    new TreeMap<>(server.attributes())
        .forEach(
            (name, value) -> {
              if (!NAME.matcher(name).matches() || name.equals(ENDPOINT) || name.equals(WEIGHT)) {
                throw new IllegalArgumentException(
                    "\""
                        + name
                        + "\" can't be the name of an attribute; use letters, digits, '.', '_' and"
                        + " '-', and neither \"endpoint\" nor \"weight\"");
              }
              if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                    "The attribute " + name + " has a control character; remove it");
              }
              text.append(name).append('=').append(value).append('\n');
            });
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The attributes have " + bytes.length + " bytes, at most " + MAX_BYTES + " are allowed");
    }
    return bytes;
  }

  /**
   * Reads the data of a node, which anyone with access to the registry may have written.
   *
   * @throws IllegalArgumentException if it is no server, with the reason
   */
  static ServerAddress decode(byte @Nullable [] data) {
    if (data == null || data.length == 0) {
      throw new IllegalArgumentException("it has no data");
    }
    if (data.length > MAX_BYTES) {
      throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
    }
    Map<String, String> lines = lines(text(data));
    String endpoint = lines.remove(ENDPOINT);
    if (endpoint == null) {
      throw new IllegalArgumentException("it has no line endpoint=…");
    }
    String weight = lines.remove(WEIGHT);
    return new ServerAddress(endpoint(endpoint), weight == null ? 1 : weight(weight), lines);
  }

  private static String text(byte[] data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8", e);
    }
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.isBlank()) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = line.substring(0, Math.max(0, equals));
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("its line \"" + excerpt(line) + "\" is not name=value");
      }
      if (lines.put(name, line.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("it has two lines " + excerpt(name) + "=…");
      }
    }
    return lines;
  }

  private static String endpoint(String endpoint) {
    if (endpoint.length() > MAX_ENDPOINT_LENGTH || !ENDPOINTS.matcher(endpoint).matches()) {
      throw new IllegalArgumentException("\"" + excerpt(endpoint) + "\" is no endpoint");
    }
    return endpoint;
  }

  private static int weight(String text) {
    try {
      return Integer.parseInt(text); // the range is checked by ServerAddress
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its weight is \"" + excerpt(text) + "\"", e);
    }
  }

  private static String excerpt(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
