package io.tightwire.benchmarks.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server in a separate JVM. It prints its endpoint, and reads commands from its standard input;
 * it ends when that ends. Used by one thread.
 */
public final class FleetServer {

  /** A command: handlers take ten times as long. */
  static final String SLOW = "slow";

  /** A command: calls fail immediately, with {@code INTERNAL}. */
  static final String FAIL = "fail";

  /** A command: drains, prints how many calls ran, and ends. */
  static final String STOP = "stop";

  private static final int CONCURRENCY = 16;
  private static final int SLOWDOWN = 10;

  private FleetServer() {}

  /** Serves at the endpoint that is the first argument. */
  public static void main(String[] args) throws Exception {
    Worker worker = new Worker();
    RpcServer server =
        RpcServer.builder().service(new JobSkeleton(worker)).workers(CONCURRENCY).build();
    String endpoint = server.bind(args[0]);
    server.start();
    System.out.println(endpoint);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      switch (line) {
        case SLOW -> worker.slowdown = SLOWDOWN;
        case FAIL -> worker.failing = true;
        case STOP -> {
          server.shutdown();
          boolean unused = server.awaitTermination(Duration.ofMinutes(1));
          System.out.println(worker.runs);
          return;
        }
        default -> throw new IllegalArgumentException("No command: " + line);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** Works by waiting, as handlers do that wait for a database. */
  private static final class Worker implements Job {

    /** Can't be encoded: half of a surrogate pair. */
    private static final String UNENCODABLE = "\ud83d";

    final AtomicLong runs = new AtomicLong();
    volatile int slowdown = 1;
    volatile boolean failing;

    @Override
    public String work(int micros) {
      runs.incrementAndGet();
      if (failing) {
        return UNENCODABLE;
      }
      long left = TimeUnit.MICROSECONDS.toNanos(micros) * slowdown;
      long end = System.nanoTime() + left;
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = end - System.nanoTime();
      }
      return "done";
    }

    @Override
    public String read(int micros) {
      return work(micros);
    }
  }
}
