package io.tightwire.benchmarks.fleet;

import io.tightwire.Balancing;
import io.tightwire.Ejection;
import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Measures a client of five servers, each in a separate JVM, and prints a table. Used by one
 * thread.
 */
public final class FleetLoad {

  private static final int SERVERS = 5;
  private static final double SECONDS = 8;
  private static final double WARM_UP_SECONDS = 2;
  private static final double CALM = 1_000;
  private static final double BUSY = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** What happens to the servers, from the beginning of the measurement on. */
  private interface Event {
    void happen(Servers servers) throws Exception;
  }

  /** How a client chooses. */
  private record Policy(String name, Balancing balancing, Ejection ejection) {}

  private static final List<Policy> POLICIES =
      List.of(
          new Policy("roundRobin, no ejection", Balancing.roundRobin(), Ejection.none()),
          new Policy("leastLoaded, no ejection", Balancing.leastLoaded(), Ejection.none()),
          new Policy("roundRobin", Balancing.roundRobin(), Ejection.DEFAULT),
          new Policy("leastLoaded (default)", Balancing.leastLoaded(), Ejection.DEFAULT),
          new Policy("leastLatency", Balancing.leastLatency(), Ejection.DEFAULT));

  private static final Policy DEFAULT = POLICIES.get(3);
  private static final List<String> CASES = List.of("slow", "hung", "failing", "kill", "restart");

  private FleetLoad() {}

  /** Prints the table: all cases, or those that are named. */
  public static void main(String[] args) throws Exception {
    List<String> wanted = args.length == 0 ? CASES : List.of(args);
    String unused = measure("", DEFAULT, CALM, PATIENCE, false, servers -> {}); // warms up
    System.out.println(
        "| case | calls | p50, ms | p99, ms | failed | sent again | calls of that server | runs |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (String each : wanted) {
      run(each);
    }
  }

  private static void run(String what) throws Exception {
    switch (what) {
      case "slow" -> compare("slow", PATIENCE, servers -> servers.get(0).say(FleetServer.SLOW));
      case "hung" -> compare("hung", SHORT, servers -> servers.get(0).freeze());
      case "failing" ->
          compare("failing", PATIENCE, servers -> servers.get(0).say(FleetServer.FAIL));
      case "kill" -> {
        print(measure("one killed", DEFAULT, BUSY, PATIENCE, false, FleetLoad::kill));
        print(measure("one killed, idempotent", DEFAULT, BUSY, PATIENCE, true, FleetLoad::kill));
      }
      case "restart" ->
          print(
              measure(
                  "each restarted twice", DEFAULT, BUSY, PATIENCE, false, Servers::restartEach));
      default -> throw new IllegalArgumentException("No case: " + what + "; there are " + CASES);
    }
  }

  private static void compare(String what, Duration timeout, Event event) throws Exception {
    for (Policy policy : POLICIES) {
      print(measure("one " + what + ": " + policy.name, policy, CALM, timeout, false, event));
    }
  }

  private static void print(String row) {
    System.out.println(row);
  }

  private static void kill(Servers servers) throws InterruptedException {
    TimeUnit.SECONDS.sleep(2); // in the middle of the measurement
    servers.get(0).kill();
  }

  private static String measure(
      String what,
      Policy policy,
      double callsPerSecond,
      Duration timeout,
      boolean idempotent,
      Event event)
      throws Exception {
    Tally tally = new Tally();
    try (Servers servers = Servers.start(SERVERS);
        RpcClient client =
            RpcClient.builder()
                .endpoints(servers.endpoints())
                .balancing(policy.balancing)
                .ejection(policy.ejection)
                .interceptor(tally)
                .build()) {
      awaitReady(client);
      JobStub job = new JobStub(client);
      Arrivals.Call call =
          idempotent
              ? micros -> job.read(micros).remoteFuture(timeout)
              : micros -> job.work(micros).remoteFuture(timeout);
      Arrivals arrivals = new Arrivals(callsPerSecond);
      arrivals.run(WARM_UP_SECONDS, () -> true, tally, call);
      long before = tally.responses();
      tally.reset();

      FutureTask<String> happening =
          new FutureTask<>(
              () -> {
                event.happen(servers);
                return "";
              });
      new Thread(happening, "event").start();
      arrivals.run(SECONDS, happening::isDone, tally, call);
      String unused = happening.get();
      String runs = servers.canTellRuns() ? String.valueOf(servers.stopAll() - before) : "–";
      return tally.row(what, servers.get(0).endpoint(), runs);
    }
  }

  private static void awaitReady(RpcClient client) throws InterruptedException {
    while (client.servers().stream()
        .anyMatch(server -> server.state() != ServerStatus.State.READY)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
