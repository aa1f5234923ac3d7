package io.tightwire.discovery.dns;

import io.tightwire.discovery.ServerAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SRV record: the host and port of a server, and when to use it (RFC 2782). Immutable.
 *
 * @param priority the records with the smallest number are used
 * @param weight the server's share of the calls within its priority; from 0 to 65535
 * @param host without a final dot
 */
record SrvRecord(int priority, int weight, int port, String host) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,5}) (\\d{1,5}) (\\d{1,5}) ([\\w.-]{1,254})");

  private static final int MAX = 65_535;

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static SrvRecord parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no SRV record");
    }
    String host = parts.group(4);
    return new SrvRecord(
        number(parts.group(1), text),
        number(parts.group(2), text),
        number(parts.group(3), text),
        host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
  }

  private static int number(String digits, String text) {
    int value = Integer.parseInt(digits);
    if (value > MAX) {
      throw new IllegalArgumentException("\"" + text + "\" is no SRV record");
    }
    return value;
  }

  /** Returns whether there is a server: the root as host says that the service is not offered. */
  private boolean isOffered() {
    return !host.isEmpty() && port > 0;
  }

  /**
   * Returns the servers of the records with the smallest priority, ordered by endpoint.
   *
   * <p>Their weights have the proportions of the records. Those of SRV records end at 65535 and
   * ours at 1000, so larger ones are all scaled down; none becomes less than 1.
   */
  static List<ServerAddress> servers(List<SrvRecord> records) {
    List<SrvRecord> offered = records.stream().filter(SrvRecord::isOffered).toList();
    int first = offered.stream().mapToInt(SrvRecord::priority).min().orElse(0);
    List<SrvRecord> used = offered.stream().filter(record -> record.priority == first).toList();
    int largest = used.stream().mapToInt(SrvRecord::weight).max().orElse(0);
    Map<String, ServerAddress> servers = new TreeMap<>();
    used.stream()
        .sorted(Comparator.comparingInt(SrvRecord::weight).reversed())
        .map(record -> record.address(largest))
        .forEach(address -> servers.putIfAbsent(address.endpoint(), address));
    return List.copyOf(servers.values());
  }

  private ServerAddress address(int largest) {
    int scaled =
        largest <= ServerAddress.MAX_WEIGHT
            ? weight
            : (int) Math.round((double) weight * ServerAddress.MAX_WEIGHT / largest);
    return ServerAddress.of("tcp://" + host + ":" + port).withWeight(Math.max(1, scaled));
  }
}
