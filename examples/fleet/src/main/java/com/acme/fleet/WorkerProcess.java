package com.acme.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker in a process of its own, and what can happen to it. */
final class WorkerProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /** Starts a process that registers its server. */
  static WorkerProcess start(String registry, Path charges, Path log) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // five JVMs start faster with it
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                registry,
                charges.toString())
            .redirectError(log.toFile())
            .start();
    return new WorkerProcess(process);
  }

  /** Waits for the worker's endpoint; returns null if the worker has ended before. */
  @Nullable String endpoint() throws IOException {
    return process.inputReader().readLine();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns whether SIGTERM, SIGSTOP and SIGCONT exist here. */
  static boolean hasSignals() {
    return File.separatorChar == '/';
  }

  /** Ends the process as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends the process as SIGTERM does, and waits for it: the worker finishes its calls. */
  void drain() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Worker " + process.pid() + " does not end");
    }
  }

  /** Stops the process where it is. It says nothing, and its connections stay open. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Continues a frozen process. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill " + signal + " has failed");
    }
  }
}
