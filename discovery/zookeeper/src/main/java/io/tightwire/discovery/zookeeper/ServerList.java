package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.ServerAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.curator.framework.recipes.cache.ChildData;

/**
 * Reads the list of servers from the nodes of a path. A node that is no server is skipped and
 * logged. Of nodes with the same endpoint the newest counts: the others are those of sessions that
 * have not expired yet. Thread-safe.
 */
final class ServerList {

  /** The most servers; a registry that grew without limit would fill clients' memory. */
  static final int MAX_SERVERS = 10_000;

  private final String path;
  private final BadNodeLog log;

  ServerList(String path, BadNodeLog log) {
    this.path = path;
    this.log = log;
  }

  /** Returns the servers, ordered by endpoint. */
  List<ServerAddress> read(Stream<ChildData> nodes) {
    Map<String, ServerAddress> newest = new LinkedHashMap<>();
    nodes
        .filter(this::isServer)
        .sorted(Comparator.comparingLong((ChildData node) -> node.getStat().getCzxid()).reversed())
        .limit(MAX_SERVERS)
        .forEach(node -> read(node, newest));
    return newest.values().stream().sorted(Comparator.comparing(ServerAddress::endpoint)).toList();
  }

  private boolean isServer(ChildData node) {
    String name = node.getPath();
    return name.lastIndexOf('/') == path.length() && name.startsWith(path);
  }

  private void read(ChildData node, Map<String, ServerAddress> newest) {
    try {
      ServerAddress server = ServerNode.decode(node.getData());
      newest.putIfAbsent(server.endpoint(), server);
    } catch (IllegalArgumentException e) {
      log.skipped(node.getPath(), String.valueOf(e.getMessage()));
    }
  }
}
