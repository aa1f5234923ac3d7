package io.tightwire.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that reads requests from its standard input and writes responses to its standard output,
 * one line each. It ends when its input ends, so it does not outlive its parent. Its error messages
 * go to the parent's standard error. Used by one thread, except {@link #kill}.
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

  /** Starts a JVM with the flags and class path of this one. */
  static ChildJvm startSibling(Class<?> main, PeerArguments arguments) throws IOException {
    List<String> flags = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    flags.add("-cp");
    flags.add(System.getProperty("java.class.path"));
    return start(flags, main, arguments);
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

  /**
   * Ends the JVM immediately, and with it the wait for its response. Safe to call from any thread.
   */
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
