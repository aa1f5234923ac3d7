package io.tightwire.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that is spoken to over its standard input and output, a line for a line; it ends when its
 * input does, so none outlives its parent. What it has to complain of goes to the parent's standard
 * error. Used by one thread, but for {@link #kill}.
 */
final class ChildJvm implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final Process process;
  private final BufferedReader in;
  private final PrintWriter out;

  private ChildJvm(Process process) {
    this.process = process;
    this.in = process.inputReader();
    this.out = new PrintWriter(process.outputWriter(), true);
  }

  static ChildJvm start(List<String> flags, Class<?> main, PeerArguments arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add(main.getName());
    command.addAll(arguments.toList());
    return new ChildJvm(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  String ask(String line) throws IOException {
    out.println(line);
    return readLine();
  }

  String readLine() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("Its JVM has ended; what it complained of is above");
    }
    return line;
  }

  /** Ends the JVM, and whoever waits for its answer, at once. Safe to call from any thread. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    out.close();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    in.close();
  }
}
