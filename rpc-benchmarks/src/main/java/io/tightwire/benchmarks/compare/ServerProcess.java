package io.tightwire.benchmarks.compare;

import java.io.IOException;

/** A server in a separate JVM, with the flags and class path of this one. Used by one thread. */
final class ServerProcess implements ServerHandle {
  private final ChildJvm jvm;
  private final String endpoint;

  private ServerProcess(ChildJvm jvm, String endpoint) {
    this.jvm = jvm;
    this.endpoint = endpoint;
  }

  static ServerProcess start(PeerArguments arguments) throws IOException {
    ChildJvm jvm = ChildJvm.startSibling(ServerMain.class, arguments);
    return new ServerProcess(jvm, jvm.readLine());
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Usage usage() throws IOException {
    return Usage.parse(jvm.ask("usage"));
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
