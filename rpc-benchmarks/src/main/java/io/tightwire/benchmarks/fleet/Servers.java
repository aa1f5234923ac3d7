package io.tightwire.benchmarks.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The servers of one run. Used by one thread at a time. */
final class Servers implements AutoCloseable {

  private static final int RESTARTS = 2;

  private final List<ServerJvm> jvms = new ArrayList<>();

  /** How many calls the servers ran that were stopped. */
  private long runs;

  private Servers() {}

  static Servers start(int count) throws IOException {
    Servers servers = new Servers();
    for (int i = 0; i < count; i++) {
      servers.jvms.add(ServerJvm.start("tcp://127.0.0.1:*"));
    }
    return servers;
  }

  ServerJvm get(int index) {
    return jvms.get(index);
  }

  String[] endpoints() {
    return jvms.stream().map(ServerJvm::endpoint).toArray(String[]::new);
  }

  /** Shuts each server down, one after the other, and starts another at its endpoint; twice. */
  void restartEach() throws IOException, InterruptedException {
    for (int i = 0; i < RESTARTS * jvms.size(); i++) {
      int index = i % jvms.size();
      ServerJvm former = jvms.get(index);
      runs += former.stop();
      jvms.set(index, ServerJvm.start(former.endpoint()));
    }
  }

  /** Returns whether each server can tell how many calls it ran. */
  boolean canTellRuns() {
    return jvms.stream().allMatch(ServerJvm::canTell);
  }

  /** Shuts all servers down. Returns how many calls they ran, and those before them. */
  long stopAll() throws IOException, InterruptedException {
    for (ServerJvm jvm : jvms) {
      runs += jvm.stop();
    }
    return runs;
  }

  @Override
  public void close() {
    jvms.forEach(ServerJvm::destroy);
  }
}
