package io.tightwire.benchmarks.compare;

import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;

/** A peer's server, in this JVM or another. Used by one thread. */
interface ServerHandle extends AutoCloseable {

  String endpoint();

  Usage usage() throws IOException;

  @Override
  void close() throws IOException;

  /** Returns a server in this JVM. */
  static ServerHandle here(Peer.Server server) {
    return new ServerHandle() {
      @Override
      public String endpoint() {
        return server.endpoint();
      }

      @Override
      public Usage usage() {
        return Usage.oneWayOnly();
      }

      @Override
      public void close() throws IOException {
        server.close();
      }
    };
  }
}
