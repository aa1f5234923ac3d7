package io.tightwire.discovery.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener that keeps what it was told, as text. */
final class Told implements Resolver.Listener {

  private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

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

  /** Waits for what is told next. */
  String next() throws InterruptedException {
    String next = all.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("was told something").isNotNull();
    return String.valueOf(next);
  }

  /** Waits until a text is told, and returns what was told before it. */
  List<String> until(String expected) throws InterruptedException {
    List<String> before = new ArrayList<>();
    for (String next = next(); !next.equals(expected); next = next()) {
      before.add(next);
    }
    return before;
  }

  boolean isSilent() {
    return all.isEmpty();
  }
}
