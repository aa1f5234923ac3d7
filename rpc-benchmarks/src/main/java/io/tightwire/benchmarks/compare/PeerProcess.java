package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A contender whose JVMs are running. Used by one thread. */
final class PeerProcess implements AutoCloseable {
  /** The time by which a step may exceed its plan before the run fails. */
  private static final double PATIENCE_SECONDS = 90;

  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private final Contender contender;
  private final ChildJvm jvm;
  private final Figures start;

  private PeerProcess(Contender contender, ChildJvm jvm, Figures start) {
    this.contender = contender;
    this.jvm = jvm;
    this.start = start;
  }

  /**
   * Starts client and server, and makes the first call.
   *
   * @throws RunFailedException if that fails
   */
  static PeerProcess start(Contender contender, String heap) {
    return start(contender, List.of("-Xmx" + heap));
  }

  /**
   * As {@link #start}, but the system has given the JVMs their whole heap when they begin.
   * Otherwise peers would be measured by how many pages they touch for the first time.
   */
  static PeerProcess startWithTouchedHeap(Contender contender, String heap) {
    return start(contender, List.of("-Xmx" + heap, "-Xms" + heap, "-XX:+AlwaysPreTouch"));
  }

  private static PeerProcess start(Contender contender, List<String> memory) {
    List<String> flags = new ArrayList<>(memory);
    flags.addAll(List.of("-XX:+UseG1GC", "-cp", contender.library().classPath()));
    try {
      ChildJvm jvm = ChildJvm.start(flags, ClientMain.class, contender.arguments());
      Figures start = Figures.parse(within(jvm, PATIENCE_SECONDS, jvm::readLine));
      return new PeerProcess(contender, jvm, start);
    } catch (IOException e) {
      throw new RunFailedException(contender.label() + " did not start: " + e.getMessage(), e);
    }
  }

  Contender contender() {
    return contender;
  }

  /** Returns the duration of the start. */
  Figures startFigures() {
    return start;
  }

  /**
   * Runs a round; returns empty if the library does not have such a call.
   *
   * @throws RunFailedException if any call failed, or got a wrong response or none
   */
  Optional<Figures> run(Case one, Pace.Round round) {
    String order = one.label() + " " + round.warmUp() + " " + round.seconds();
    try {
      double seconds = round.warmUp() + round.seconds() + PATIENCE_SECONDS;
      String response = within(jvm, seconds, () -> jvm.ask(order));
      if (response.equals(ClientMain.NOT_OFFERED)) {
        return Optional.empty();
      }
      if (response.startsWith(ClientMain.FAILED)) {
        throw new IOException(response.substring(ClientMain.FAILED.length()).strip());
      }
      return Optional.of(Figures.parse(response));
    } catch (IOException e) {
      throw new RunFailedException(
          contender.label() + " failed in " + one.label() + ": " + e.getMessage(), e);
    }
  }

  private interface Response {
    String await() throws IOException;
  }

  /** Kills a JVM that does not respond. Its pipe then ends, and with it the wait for it. */
  private static String within(ChildJvm jvm, double seconds, Response response) throws IOException {
    Future<?> kill = WATCHDOG.schedule(jvm::kill, (long) (seconds * 1000), TimeUnit.MILLISECONDS);
    try {
      return response.await();
    } catch (IOException e) {
      throw kill.isDone() ? new IOException("No response within " + seconds + " s", e) : e;
    } finally {
      kill.cancel(false);
    }
  }

  @Override
  public void close() {
    try {
      jvm.close();
    } catch (IOException e) {
      throw new RunFailedException(contender.label() + " did not end", e);
    }
  }
}
