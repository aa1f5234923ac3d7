package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.benchmarks.work.NotOffered;
import io.tightwire.benchmarks.work.Peer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * A peer's client in a separate JVM. Starts the server and prints a line about the start. Then it
 * reads lines {@code CASE WARM-UP SECONDS} and responds to each with the round's figures, with
 * "n/a", or with "failed" and the reason. Used by one thread.
 */
public final class ClientMain {
  static final String NOT_OFFERED = "n/a";
  static final String FAILED = "failed";

  private ClientMain() {}

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
    Map<String, String> options = arguments.options();
    Peer peer = arguments.newPeer();
    long spawned = System.nanoTime();
    try (ServerHandle server =
        options.containsKey(PeerArguments.ONE_JVM)
            ? ServerHandle.here(arguments.newPeer().start(options))
            : ServerProcess.start(arguments)) {
      long ready = System.nanoTime();
      Peer.Client client = peer.connect(server.endpoint(), options);
      Check.same(client.add(1, 2), 3);
      long responded = System.nanoTime();
      out.println(
          new Figures(
                  Map.of(
                      Figure.READY_MILLIS, (ready - spawned) / 1e6,
                      Figure.FIRST_RESPONSE_MILLIS, (responded - spawned) / 1e6))
              .toLine());
      answerRounds(new Rounds(client, server, arguments), out);
      client.close();
    }
  }

  private static void answerRounds(Rounds rounds, PrintStream out) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      String[] part = line.split(" ", -1);
      String response;
      try {
        Pace.Round pace = new Pace.Round(Double.parseDouble(part[1]), Double.parseDouble(part[2]));
        response = rounds.run(Case.of(part[0]), pace).toLine();
      } catch (NotOffered e) {
        response = NOT_OFFERED;
      } catch (Exception e) {
        e.printStackTrace();
        response = FAILED + " " + e.toString().replace('\n', ' ');
      }
      out.println(response);
    }
  }
}
