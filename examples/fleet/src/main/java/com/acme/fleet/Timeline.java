package com.acme.fleet;

import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import io.tightwire.ServerStatus.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints what happens, and what the client makes of it. Thread-safe. */
final class Timeline implements AutoCloseable {

  private final Map<String, State> known = new HashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final RpcClient client;
  private final Thread watcher = new Thread(this::watch, "timeline");
  private volatile long start;
  private final AtomicInteger ejections = new AtomicInteger();

  Timeline(RpcClient client) {
    this.client = client;
  }

  /** Names a server. */
  void name(String endpoint, String name) {
    names.put(endpoint, name + " (" + endpoint + ')');
  }

  private String nameOf(String endpoint) {
    return names.getOrDefault(endpoint, endpoint);
  }

  /** Starts the clock, and watches the client's servers from now on. */
  void begin(String text) {
    start = System.nanoTime();
    print(text);
    look(client.servers());
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Ends the watch; returns the time since the start. */
  Duration end(String text) throws InterruptedException {
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    print(text);
    close();
    watcher.join();
    return taken;
  }

  /** Waits until this share of the whole time has passed. */
  void awaitShare(double share, Duration whole) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(start + (long) (share * whole.toNanos()) - System.nanoTime());
  }

  synchronized void print(String text) {
    System.out.printf(Locale.ROOT, "%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, text);
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look(client.servers());
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      // the end
    }
  }

  private void look(List<ServerStatus> servers) {
    for (ServerStatus server : servers) {
      State before = known.put(server.endpoint(), server.state());
      if (server.state() != before) {
        if (server.state() == State.EJECTED) {
          ejections.incrementAndGet();
        }
        String reason = server.reason().map(why -> ": " + why).orElse("");
        print("    client: " + nameOf(server.endpoint()) + " is " + server.state() + reason);
      }
    }
    known
        .keySet()
        .removeIf(
            endpoint -> {
              boolean gone = servers.stream().noneMatch(one -> one.endpoint().equals(endpoint));
              if (gone) {
                print("    client: " + nameOf(endpoint) + " has left the list");
              }
              return gone;
            });
  }

  int ejections() {
    return ejections.get();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
