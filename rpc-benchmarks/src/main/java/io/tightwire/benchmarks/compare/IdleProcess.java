package io.tightwire.benchmarks.compare;

import io.tightwire.benchmarks.work.NotOffered;
import java.io.IOException;

/** A peer's idle clients in a separate JVM. Used by one thread. */
final class IdleProcess implements AutoCloseable {
  private final ChildJvm jvm;

  private IdleProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * Starts the JVM, which opens no connection yet.
   *
   * @throws NotOffered if the library can't hold them
   */
  static IdleProcess start(PeerArguments arguments, String endpoint) throws IOException {
    PeerArguments its = arguments.with(PeerArguments.ENDPOINT, endpoint);
    ChildJvm jvm = ChildJvm.startSibling(IdleMain.class, its);
    if (jvm.readLine().equals(ClientMain.NOT_OFFERED)) {
      jvm.close();
      throw new NotOffered();
    }
    return new IdleProcess(jvm);
  }

  /**
   * Opens connections, as many as there are file descriptors for.
   *
   * @param seconds over which they are spread
   * @return how many are open
   */
  int open(int count, double seconds) throws IOException {
    return Integer.parseInt(jvm.ask("open " + count + " " + seconds));
  }

  /** Returns the number of connections that are open. */
  int count() throws IOException {
    return Integer.parseInt(jvm.ask("count"));
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
