package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.benchmarks.work.Peer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * A peer's server in a separate JVM. It prints its endpoint, then its usage for each line that it
 * reads, and ends when its input ends. Used by one thread.
 */
public final class ServerMain {

  private ServerMain() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // the peer's output must not be read as a response
    // Some libraries leave threads behind, so the JVM must be ended explicitly.
    try {
      serve(args, out);
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(String[] args, PrintStream out) throws Exception {
    PeerArguments arguments = PeerArguments.parse(args);
    Peer.Server server = arguments.newPeer().start(arguments.options());
    out.println(server.endpoint());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (in.readLine() != null) {
      out.println(Usage.ofThisJvm().toLine());
    }
    server.close();
  }
}
