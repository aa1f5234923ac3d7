package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A process that a scenario starts, exchanges lines with, and ends. Its output is kept: a scenario
 * waits for lines in it, and it is shown when the scenario fails. Thread-safe.
 */
final class ChildProcess {

  /** The heap of a process, in bytes. */
  static final int HEAP = 256 << 20;

  /** With these flags a JVM starts in a quarter of a second. */
  private static final List<String> LEAN =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx" + HEAP, "-ea");

  /**
   * Kills all children at the end of this process: a frozen process can't notice that its parent
   * has ended.
   */
  private static final Queue<Process> ENDED_WITH_US = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ENDED_WITH_US.forEach(Process::destroyForcibly)));
  }

  private final String title;
  private final Process process;
  private final PrintStream input;
  private final List<String> output = new ArrayList<>();
  private boolean ended;

  private ChildProcess(String title, Process process) {
    this.title = title;
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /** Starts a class's {@code main}, on this process's class path. */
  static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** Starts a class's {@code main} with a limit on file descriptors. */
  static ChildProcess startWithFiles(int files, Class<?> main, String... arguments)
      throws IOException {
    String shell = "ulimit -n " + files + " && exec \"$0\" \"$@\"";
    return start(List.of("sh", "-c", shell), main, arguments);
  }

  /** Starts one of the scripts in Python. */
  static ChildProcess startScript(String script, String... arguments) throws IOException {
    return start(script, Python.command(script), arguments);
  }

  private static ChildProcess start(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return start(main.getSimpleName(), command, arguments);
  }

  private static ChildProcess start(String name, List<String> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ENDED_WITH_US.add(process);
    ChildProcess child = new ChildProcess(name + " " + String.join(" ", arguments), process);
    Thread reader = new Thread(child::read, "output of " + child.title);
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        add(line);
      }
    } catch (IOException e) {
      add("(its output broke off: " + e + ')');
    } finally {
      synchronized (output) {
        ended = true;
        output.notifyAll();
      }
    }
  }

  private void add(String line) {
    synchronized (output) {
      output.add(line);
      output.notifyAll();
    }
  }

  /**
   * Waits until the process has printed a line with this prefix.
   *
   * @return the rest of the line
   */
  String await(String beginning) {
    long end = System.nanoTime() + Signal.PATIENCE.toNanos();
    synchronized (output) {
      for (int i = 0; ; i++) {
        while (i == output.size()) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (ended || left <= 0) {
            throw new AssertionError(
                (ended ? "It ended without saying \"" : "It does not say \"") + beginning + "\"");
          }
          try {
            output.wait(left);
          } catch (InterruptedException e) {
            throw new Signal.InterruptedWait(e);
          }
        }
        if (output.get(i).startsWith(beginning)) {
          return output.get(i).substring(beginning.length());
        }
      }
    }
  }

  /** Returns the number of its open file descriptors. */
  long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
      return files.count();
    }
  }

  /** Returns the CPU time that it has used. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Sends it a line. */
  void say(String line) {
    input.println(line);
  }

  /**
   * Sends it a signal: {@code STOP}, which has taken effect when this method returns, or {@code
   * CONT}.
   */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " ended with " + status);
    }
    if (name.equals("STOP")) {
      Awaitility.await()
          .atMost(Signal.PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(this::isStopped);
    }
  }

  /**
   * Waits until all threads have stopped: a signal is sent immediately, but running threads
   * continue until the system stops them.
   */
  private boolean isStopped() throws IOException {
    Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
    if (!Files.isDirectory(threads)) {
      return true; // a system without it, where there is no better way
    }
    try (Stream<Path> all = Files.list(threads)) {
      return all.allMatch(ChildProcess::isStopped);
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return true; // it has ended
    }
  }

  /** Kills it (SIGKILL), frozen or not, and waits until it has ended. */
  void kill() {
    process.destroyForcibly();
    int unused = awaitExit();
    ENDED_WITH_US.remove(process);
  }

  /** Waits until it has ended; returns its exit code. */
  int awaitExit() {
    try {
      if (!process.waitFor(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("It does not end");
      }
    } catch (InterruptedException e) {
      throw new Signal.InterruptedWait(e);
    }
    return process.exitValue();
  }

  /** Returns its output so far. */
  @Override
  public String toString() {
    synchronized (output) {
      return title + " said:\n  " + String.join("\n  ", output);
    }
  }
}
