package io.tightwire.benchmarks.curve;

import io.tightwire.CurveKeyPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the small calls of some clients of a server with CURVE, without and with another load:
 * one client that sends a mebibyte there and back, again and again, or handshakes. Server, small
 * calls and load have a JVM each.
 *
 * <p>Arguments: the number of rounds, the seconds of each measurement, and then the class paths of
 * the builds of {@code rpc-runtime} that take turns as the server, at least one. Used by one
 * thread.
 */
public final class CurveNeighbours {

  private static final String[] LOADS = {"none", "bulk", "handshakes"};

  private CurveNeighbours() {}

  /** A JVM that runs a {@link Role} for as long as its input is open. Used by one thread. */
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader in;
    private final PrintWriter out;

    Child(String classPath, String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx512m", "-cp", classPath, Role.class.getName()));
      command.addAll(Arrays.asList(arguments));
      process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      in = process.inputReader();
      out = new PrintWriter(process.outputWriter(), true);
    }

    String ask(String line) throws IOException {
      out.println(line);
      return read();
    }

    String read() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("A JVM has ended; its error messages are above");
      }
      return line;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Runs all rounds, and prints each figure when it is there. */
  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    String seconds = arguments[1];
    List<String> builds = List.of(arguments).subList(2, arguments.length);
    Path keys = Files.createTempDirectory("curve-neighbours");
    CurveKeyPair.generate().write(keys.resolve("server.key"));
    CurveKeyPair.generate().write(keys.resolve("client.key"));
    System.out.println("build round load p50/us p99/us p99.9/us calls/s load/s");
    for (int round = 1; round <= rounds; round++) {
      for (String build : builds) {
        measure(build, round, seconds, keys.toString());
      }
    }
  }

  private static void measure(String build, int round, String seconds, String keys)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    try (Child server = new Child(build + ":" + classPath, "server", keys)) {
      String endpoint = server.read();
      try (Child small = new Child(classPath, "small", keys, endpoint);
          Child load = new Child(classPath, "load", keys, endpoint)) {
        String unused = small.ask(seconds); // warms everything up
        for (String kind : LOADS) {
          unused = load.ask(kind);
          String figures = small.ask(seconds);
          System.out.printf(
              Locale.ROOT, "%s %d %s %s %s%n", build, round, kind, figures, load.ask("none"));
        }
      }
    }
  }
}
