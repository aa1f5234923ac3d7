package com.acme.fleet;

import io.tightwire.RpcClient;
import io.tightwire.ServerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/**
 * Calls five workers 500 times a second, and meanwhile kills, freezes, drains and restarts them.
 *
 * <pre>./mvnw -q -Dfleet package -pl examples/fleet -am</pre>
 */
public final class Orchestrator implements AutoCloseable {

  private static final int WORKERS = 5;
  private static final int RATE = 500;
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder = Files.createTempDirectory("fleet");
  private final TestingServer registry = new TestingServer(loopback(), true);
  private final String target = "zookeeper://" + registry.getConnectString() + "/acme/workers";
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final AtomicLong retries = new AtomicLong();
  private final RpcClient client =
      RpcClient.builder()
          .endpoint(target)
          .heartbeat(Duration.ofMillis(500), Duration.ofSeconds(2)) // finds frozen workers
          .interceptor(call -> end -> retries.addAndGet(Math.max(0, end.sends() - 1)))
          .build();
  private final Timeline timeline = new Timeline(client);
  private int started;

  private Orchestrator() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
    for (int i = 0; i < WORKERS; i++) {
      workers.add(start(i + 1));
    }
  }

  /** Runs the example. Arguments: {@code --seconds 20}, or none for that. */
  public static void main(String[] args) throws Exception {
    Quiet.tightwire();
    System.out.println(run(Duration.ofSeconds(seconds(args))));
    System.exit(0); // the embedded registry leaves threads behind
  }

  private static int seconds(String[] args) {
    if (args.length == 0) {
      return 20;
    }
    if (args.length == 2 && args[0].equals("--seconds") && args[1].matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(args[1]);
    }
    throw new IllegalArgumentException("Write --seconds and a number from 1 to 9999");
  }

  /** Runs the whole scenario in that time. */
  static Summary run(Duration time) throws Exception {
    try (Orchestrator orchestrator = new Orchestrator()) {
      return orchestrator.play(time);
    }
  }

  private static InstanceSpec loopback() {
    return new InstanceSpec(
        null, -1, -1, -1, true, -1, -1, -1, Map.of("clientPortAddress", HOST), HOST);
  }

  private WorkerProcess start(int number) throws IOException {
    String name = "process-" + ++started;
    WorkerProcess worker =
        WorkerProcess.start(
            target, folder.resolve(name + ".charges"), folder.resolve(name + ".log"));
    new Thread(() -> nameInTimeline(worker, number)).start();
    return worker;
  }

  private void nameInTimeline(WorkerProcess worker, int number) {
    try {
      String endpoint = worker.endpoint();
      if (endpoint != null) {
        timeline.name(endpoint, "worker " + number);
      }
    } catch (IOException e) {
      // it was killed: the timeline shows no name
    }
  }

  private Summary play(Duration time) throws Exception {
    awaitReady();
    Load load = new Load(new WorkStub(client), RATE, time);
    timeline.begin(WORKERS + " workers are ready");
    CompletableFuture<Void> calls = CompletableFuture.runAsync(load::run);
    misfortunes(time);
    calls.join();
    Duration taken = timeline.end("all calls have their outcome");
    for (WorkerProcess worker : workers) {
      worker.drain(); // and a frozen one has executed what it had received
    }
    return summary(load, taken);
  }

  /** The worst that can happen to workers. Each share of the time has its own. */
  private void misfortunes(Duration time) throws Exception {
    timeline.awaitShare(0.10, time);
    timeline.print("kill -9 of worker 1");
    workers.get(0).kill();

    timeline.awaitShare(0.25, time);
    timeline.print("worker 1 is started again");
    workers.set(0, start(1));

    timeline.awaitShare(0.40, time);
    if (WorkerProcess.hasSignals()) {
      timeline.print("worker 2 is frozen");
      workers.get(1).freeze();
      timeline.awaitShare(0.60, time);
      timeline.print("worker 2 continues");
      workers.get(1).thaw();
    } else {
      timeline.print("skipped, since this system has no SIGSTOP: worker 2 is frozen");
    }

    timeline.awaitShare(0.65, time);
    if (WorkerProcess.hasSignals()) {
      timeline.print("worker 3 drains");
      workers.get(2).drain();
      timeline.print("worker 3 has ended, and is started again");
      workers.set(2, start(3));
    } else {
      timeline.print("skipped, since this system has no SIGTERM: worker 3 drains");
    }
    timeline.awaitShare(1.0, time);
  }

  private void awaitReady() throws InterruptedException {
    long start = System.nanoTime();
    while (ready() < WORKERS) {
      if (System.nanoTime() - start > PATIENCE.toNanos()
          || !workers.stream().allMatch(WorkerProcess::isAlive)) {
        throw new IllegalStateException("Workers are not ready; their logs are in " + folder);
      }
      Thread.sleep(10);
    }
  }

  private long ready() {
    return client.servers().stream().filter(server -> server.state() == State.READY).count();
  }

  /** Compares what callers were told with what the workers have written down. */
  private Summary summary(Load load, Duration taken) throws IOException {
    List<Long> executed = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".charges")).toList()) {
        Files.readAllLines(file).forEach(order -> executed.add(Long.valueOf(order)));
      }
    }
    Set<Long> once = new HashSet<>(executed);
    int twice = executed.size() - once.size();
    long missing = load.charged.stream().filter(order -> !once.contains(order)).count();
    long denied = load.notCharged.stream().filter(once::contains).count();
    return new Summary(
        taken,
        load.latency(0.5),
        load.latency(0.99),
        load.latency(1),
        load.made() - load.charged.size() - load.mayBeCharged.size() - load.notCharged.size(),
        load.failed(),
        load.charged.size(),
        load.mayBeCharged.size(),
        (int) load.mayBeCharged.stream().filter(once::contains).count(),
        load.notCharged.size(),
        (int) (twice + missing + denied),
        retries.get(),
        timeline.ejections());
  }

  private void killAll() {
    for (WorkerProcess worker : workers) {
      try {
        worker.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    killAll();
    timeline.close();
    client.close();
    registry.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
