package io.tightwire.internal.discovery;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.util.ArrayList;
import java.util.List;

/** A listener that keeps what it was told, as text. */
final class Told implements Resolver.Listener {

  private final List<String> all = new ArrayList<>();

  @Override
  public void servers(List<ServerAddress> servers) {
    all.add(servers.stream().map(Told::text).toList().toString());
  }

  private static String text(ServerAddress server) {
    return server.endpoint()
        + (server.weight() == 1 ? "" : " weight=" + server.weight())
        + (server.attributes().isEmpty() ? "" : " " + server.attributes());
  }

  @Override
  public void failed(Exception why) {
    all.add("failed: " + why.getMessage());
  }

  /** Returns what was told since the last call. */
  List<String> sinceLast() {
    List<String> now = List.copyOf(all);
    all.clear();
    return now;
  }
}
