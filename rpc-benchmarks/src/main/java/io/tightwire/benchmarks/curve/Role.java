package io.tightwire.benchmarks.curve;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.benchmarks.CalcSkeleton;
import io.tightwire.benchmarks.CalcStub;
import io.tightwire.benchmarks.InlineCalc;
import io.tightwire.benchmarks.work.Order;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one JVM of {@link CurveNeighbours} does: the server, the small calls, or the load. It reads
 * requests from its standard input and writes a line for each. Thread-safe.
 */
final class Role {

  private static final int SMALL_CLIENTS = 4;
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  /** Each of the small clients makes a call, and then waits for so long. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private final CurveKeyPair client;
  private final CurveKeyPair server;
  private final LongAdder done = new LongAdder();
  private volatile String load = "none";

  private Role(Path keys) throws IOException {
    client = CurveKeyPair.read(keys.resolve("client.key"));
    server = CurveKeyPair.read(keys.resolve("server.key"));
  }

  private static final class Service implements InlineCalc {
    @Override
    public int add(int a, int b) {
      return a + b;
    }

    @Override
    public Order echo(Order order) {
      return order;
    }

    @Override
    public byte[] bytes(byte[] data) {
      return data;
    }

    @Override
    public Stream<Long> stream(int n) {
      return LongStream.range(0, n).boxed();
    }

    @Override
    public long upload(Stream<Long> items) {
      return items.mapToLong(Long::longValue).sum();
    }

    @Override
    public Stream<Long> duplex(Stream<Long> items) {
      return items;
    }

    @Override
    public void oneWay(long value) {}
  }

  public static void main(String[] arguments) throws Exception {
    Role role = new Role(Path.of(arguments[1]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    switch (arguments[0]) {
      case "server" -> role.serve(in);
      case "small" -> role.measure(in, arguments[2]);
      default -> role.load(in, arguments[2]);
    }
  }

  private void serve(BufferedReader in) throws IOException {
    try (RpcServer served =
        RpcServer.builder()
            .service(new CalcSkeleton(new Service()))
            .curve(server, CurveAllowList.of(client.publicKey()))
            .build()) {
      System.out.println(served.bind("tcp://127.0.0.1:*"));
      served.start();
      while (in.readLine() != null) {
        // It serves until its parent ends.
      }
    }
  }

  private RpcClient connect(String endpoint) {
    return RpcClient.builder().endpoint(endpoint).curve(client, server.publicKey()).build();
  }

  // --- small calls ---

  private void measure(BufferedReader in, String endpoint) throws Exception {
    List<CalcStub> stubs = new ArrayList<>();
    for (int i = 0; i < SMALL_CLIENTS; i++) {
      stubs.add(new CalcStub(connect(endpoint)));
    }
    for (String line; (line = in.readLine()) != null; ) {
      long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(line));
      List<Sampler> samplers = stubs.stream().map(stub -> new Sampler(stub, nanos)).toList();
      samplers.forEach(Thread::start);
      long[] all = {};
      for (Sampler sampler : samplers) {
        sampler.join();
        int before = all.length;
        all = Arrays.copyOf(all, before + sampler.count);
        System.arraycopy(sampler.latencies, 0, all, before, sampler.count);
      }
      Arrays.sort(all);
      System.out.printf(
          Locale.ROOT,
          "%.0f %.0f %.0f %.0f%n",
          quantile(all, 0.5),
          quantile(all, 0.99),
          quantile(all, 0.999),
          all.length * 1e9 / nanos);
    }
  }

  private static double quantile(long[] sorted, double q) {
    return sorted[(int) (q * (sorted.length - 1))] / 1e3;
  }

  /** Makes small calls for some time. Used by one thread after the other. */
  private static final class Sampler extends Thread {
    private final CalcStub stub;
    private final long nanos;
    private final long[] latencies;
    private int count;

    Sampler(CalcStub stub, long nanos) {
      this.stub = stub;
      this.nanos = nanos;
      this.latencies = new long[(int) (nanos / PAUSE) + 1];
    }

    @Override
    public void run() {
      long end = System.nanoTime() + nanos;
      for (long now; (now = System.nanoTime()) < end && count < latencies.length; ) {
        if (stub.add(count, 1).remote() != count + 1) {
          throw new AssertionError("A wrong sum");
        }
        latencies[count++] = System.nanoTime() - now;
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  // --- the load ---

  private void load(BufferedReader in, String endpoint) throws IOException {
    CalcStub bulk = new CalcStub(connect(endpoint));
    Thread worker = new Thread(() -> work(bulk, endpoint));
    worker.setDaemon(true);
    worker.start();
    long since = System.nanoTime();
    for (String line; (line = in.readLine()) != null; ) {
      load = line;
      long now = System.nanoTime();
      System.out.printf(Locale.ROOT, "%.1f%n", done.sumThenReset() * 1e9 / (now - since));
      since = now;
    }
  }

  private void work(CalcStub bulk, String endpoint) {
    while (true) {
      switch (load) {
        case "bulk" -> {
          if (bulk.bytes(MEBIBYTE).remote().length != MEBIBYTE.length) {
            throw new AssertionError("A wrong response");
          }
          done.increment();
        }
        case "handshakes" -> {
          try (RpcClient fresh = connect(endpoint)) {
            if (new CalcStub(fresh).add(1, 2).remote() == 3) {
              done.increment();
            }
          } catch (RpcException e) {
            // It was above the rate that the server allows.
          }
        }
        default -> LockSupport.parkNanos(PAUSE);
      }
    }
  }
}
