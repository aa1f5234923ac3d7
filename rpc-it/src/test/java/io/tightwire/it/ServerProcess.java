package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A workshop in a process of its own. Confined to the test's thread. */
final class ServerProcess {

  private static final String READY = "Serving at ";

  private final Process process;
  private final String endpoint;

  private ServerProcess(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** What runs in that process. */
  public static void main(String[] args) throws Exception {
    Signal never = new Signal();
    Workbench workbench =
        new Workbench() {
          @Override
          public String work(String what) {
            while (true) {
              never.await();
            }
          }

          /** The first to read a file that is not there creates it, and never returns. */
          @Override
          public String read(String file) {
            try {
              Files.createFile(Path.of(file));
            } catch (FileAlreadyExistsException e) {
              return super.read(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return work(file);
          }
        };
    try (RpcServer server =
        RpcServer.builder()
            .service(new WorkshopSkeleton(workbench))
            .lane("narrow", 1)
            .allowRemoteShutdown(true)
            .build()) {
      server.bind(args[0]);
      server.start();
      System.out.println(READY + server.endpoint());
      server.awaitTermination(Duration.ofMinutes(5)); // never longer, even if its parent died
    }
  }

  /** Starts one, and waits until it serves. */
  static ServerProcess launch(String endpoint) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                endpoint)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line; (line = output.readLine()) != null; ) {
      if (line.startsWith(READY)) {
        return new ServerProcess(process, line.substring(READY.length()));
      }
    }
    process.destroyForcibly();
    throw new IOException("The server's process ended before it served");
  }

  String endpoint() {
    return endpoint;
  }

  Process process() {
    return process;
  }

  /** Kills it on the spot, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The server's process survives");
    }
  }

  /** Sends it a signal: {@code STOP}, {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " ended with " + status);
    }
  }
}
