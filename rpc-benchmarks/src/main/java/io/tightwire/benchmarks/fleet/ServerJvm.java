package io.tightwire.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** A {@link FleetServer} in a separate JVM. Used by one thread at a time. */
final class ServerJvm {

  private final Process process;
  private final BufferedReader in;
  private final PrintWriter out;
  private final String endpoint;
  private boolean crippled;

  private ServerJvm(Process process) throws IOException {
    this.process = process;
    this.in = process.inputReader();
    this.out = new PrintWriter(process.outputWriter(), true);
    this.endpoint = readLine();
  }

  /** Starts a server, and waits until it serves. */
  static ServerJvm start(String endpoint) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // starts fast; its handlers wait anyway
            "-cp",
            System.getProperty("java.class.path"),
            FleetServer.class.getName(),
            endpoint);
    return new ServerJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  String endpoint() {
    return endpoint;
  }

  private String readLine() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("The server's JVM has ended; its error messages are above");
    }
    return line;
  }

  void say(String command) {
    out.println(command);
  }

  /** Shuts the server down, and waits until its JVM has ended. Returns how many calls it ran. */
  long stop() throws IOException, InterruptedException {
    say(FleetServer.STOP);
    long runs = Long.parseLong(readLine());
    process.waitFor();
    return runs;
  }

  /** Returns whether the server can be stopped, and tell how many calls it ran. */
  boolean canTell() {
    return !crippled;
  }

  /** Freezes the JVM. */
  void freeze() throws IOException, InterruptedException {
    crippled = true;
    Process kill = new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -STOP failed");
    }
  }

  /** Kills the JVM (SIGKILL), and waits until it has ended. */
  void kill() throws InterruptedException {
    crippled = true;
    destroy();
    process.waitFor();
  }

  /** Kills the JVM, frozen or not, without waiting. */
  void destroy() {
    process.destroyForcibly();
  }
}
