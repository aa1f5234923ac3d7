package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** A server in a separate JVM, with the flags and class path of this one. Used by one thread. */
final class ServerProcess implements ServerHandle {
  private final ChildJvm jvm;
  private final String endpoint;

  private ServerProcess(ChildJvm jvm, String endpoint) {
    this.jvm = jvm;
    this.endpoint = endpoint;
  }

  static ServerProcess start(PeerArguments arguments) throws IOException {
    List<String> flags = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    flags.add("-cp");
    flags.add(System.getProperty("java.class.path"));
    ChildJvm jvm = ChildJvm.start(flags, ServerMain.class, arguments);
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
