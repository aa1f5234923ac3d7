package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tightwire.benchmarks.work.NotOffered;
import io.tightwire.benchmarks.work.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * A peer's idle clients in a separate JVM. Prints "ready", or "n/a" if the library can't hold them.
 * To a line {@code open COUNT SECONDS} it responds with the number of connections that it has
 * opened, to any other with the number of those that are open; it ends when its input ends. Used by
 * one thread.
 */
public final class IdleMain {
  /** Descriptors that a server or a client needs for other things than idle connections. */
  private static final int OTHER_DESCRIPTORS = 256;

  private IdleMain() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // the peer's output must not be read as a response
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
    String endpoint = String.valueOf(arguments.options().get(PeerArguments.ENDPOINT));
    try (Peer.Idle idle = arguments.newPeer().idle(endpoint)) {
      out.println("ready");
      serve(idle, out);
    } catch (NotOffered e) {
      out.println(ClientMain.NOT_OFFERED);
    }
  }

  private static void serve(Peer.Idle idle, PrintStream out) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      String[] part = line.split(" ", -1);
      if (part[0].equals("open")) {
        idle.open(withinTheLimit(Integer.parseInt(part[1])), Double.parseDouble(part[2]));
      }
      out.println(idle.count());
    }
  }

  /** Returns the number of connections for which there are descriptors. */
  private static int withinTheLimit(int wanted) {
    long limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS
            : wanted;
    return (int) Math.max(1, Math.min(wanted, limit));
  }
}
