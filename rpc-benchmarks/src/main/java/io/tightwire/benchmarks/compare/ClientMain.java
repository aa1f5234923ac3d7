package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.benchmarks.work.NotOffered;
import io.tightwire.benchmarks.work.Peer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * A peer's client in a JVM of its own. Starts the server, prints a line about that, then answers
 * each {@code CASE WARM-UP SECONDS} that it reads with the round's figures, "n/a", or "failed" and
 * why. Used by one thread.
 */
public final class ClientMain {
  static final String NOT_OFFERED = "n/a";
  static final String FAILED = "failed";

  private ClientMain() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // what the peer prints must not be taken for an answer
    // Some libraries leave threads behind, so the end must be said.
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
      long answered = System.nanoTime();
      out.println(
          new Figures(
                  Map.of(
                      Figure.READY_MILLIS, (ready - spawned) / 1e6,
                      Figure.FIRST_ANSWER_MILLIS, (answered - spawned) / 1e6))
              .toLine());
      answerRounds(new Rounds(client, server), out);
      client.close();
    }
  }

  private static void answerRounds(Rounds rounds, PrintStream out) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      String[] part = line.split(" ", -1);
      String answer;
      try {
        Pace.Round pace = new Pace.Round(Double.parseDouble(part[1]), Double.parseDouble(part[2]));
        answer = rounds.run(Case.of(part[0]), pace).toLine();
      } catch (NotOffered e) {
        answer = NOT_OFFERED;
      } catch (Exception e) {
        e.printStackTrace();
        answer = FAILED + " " + e.toString().replace('\n', ' ');
      }
      out.println(answer);
    }
  }
}
