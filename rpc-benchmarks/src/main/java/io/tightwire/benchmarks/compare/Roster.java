package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The list of peers. A peer that needs only the JDK or Tightwire's own dependencies is a class of
 * this module. A peer with another library is a module in {@code peers}, so that it has a separate
 * class path. A transport within one JVM has {@code oneJvm} set. Stateless; safe for many threads.
 */
final class Roster {
  /** The file in which each module's build writes its class path. */
  static final String CLASS_PATH = "target/runtime.classpath";

  private static final String PACKAGE = "io.tightwire.benchmarks.peers.";

  private Roster() {}

  /**
   * Returns all peers that are built. Those in {@code peers} are built with {@code -Pbench} only.
   *
   * @param home the folder of this module
   */
  static List<Contender> of(Path home) throws IOException {
    Path classes = home.resolve("target/classes");
    Library jdk = Library.none(classes);
    Library tightwire = Library.of("rpc-runtime", List.of(classes), home.resolve(CLASS_PATH));
    List<Contender> all = new ArrayList<>();
    all.add(peer("tightwire-tcp", "TightwirePeer", tightwire, "bind", "tcp://127.0.0.1:*"));
    all.add(peer("tightwire-ipc", "TightwirePeer", tightwire, "bind", "ipc://*"));
    all.add(peer("tightwire-inline", "TightwirePeer", tightwire, "dispatch", "inline"));
    all.add(peer("tightwire-workers", "TightwirePeer", tightwire, "dispatch", "workers"));
    all.add(peer("nio", "NioPeer", jdk, "transport", "tcp"));
    all.add(peer("nio-uds", "NioPeer", jdk, "transport", "uds"));
    all.add(peer("rmi", "RmiPeer", jdk));
    Library jeromq = tightwire.only("jeromq", List.of("jeromq", "jnacl", "msgpack-core"));
    all.add(peer("jeromq", "JeromqPeer", jeromq));
    Path peers = home.resolve("peers");
    if (isBuilt(peers, "grpc")) {
      Library grpc = external("grpc-api", classes, peers, "grpc");
      all.add(peer("grpc", "GrpcPeer", grpc));
      all.add(peer("grpc-direct", "GrpcPeer", grpc, "executor", "direct"));
    }
    if (isBuilt(peers, "rsocket")) {
      all.add(peer("rsocket", "RsocketPeer", external("rsocket-core", classes, peers, "rsocket")));
    }
    if (isBuilt(peers, "thrift")) {
      all.add(peer("thrift-pool", "ThriftPeer", external("libthrift", classes, peers, "thrift")));
    }
    return all;
  }

  private static boolean isBuilt(Path peers, String module) {
    return Files.exists(peers.resolve(module).resolve(CLASS_PATH));
  }

  /**
   * Adds a peer whose library Tightwire does not depend on; the protobuf messages are on its class
   * path.
   */
  private static Library external(String name, Path harness, Path peers, String module)
      throws IOException {
    Path messages = peers.resolve("protobuf/target/classes");
    Path own = peers.resolve(module).resolve("target/classes");
    Path classPath = peers.resolve(module).resolve(CLASS_PATH);
    return Library.of(name, List.of(harness, messages, own), classPath);
  }

  private static Contender peer(String label, String peerClass, Library library) {
    return new Contender(label, PACKAGE + peerClass, Map.of(), library, false);
  }

  private static Contender peer(
      String label, String peerClass, Library library, String option, String value) {
    return new Contender(label, PACKAGE + peerClass, Map.of(option, value), library, false);
  }
}
