package io.tightwire.benchmarks.compare;

import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Peer;
import io.tightwire.benchmarks.work.Sample;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs one round of a case against one client. Used by one thread. */
final class Rounds {
  private static final int STREAM_ITEMS = 50_000;
  private static final int ONE_WAY_BATCH = 20_000;
  private static final int ASYNC_BATCH = 1_000;
  private static final int IN_FLIGHT = 128;
  private static final int IDS = 1 << 20;

  /** The interval of heartbeats: over one, idle connections are opened. */
  private static final double HEARTBEAT_SECONDS = 5;

  /** Shorter rounds are rehearsals, which may open them in a burst. */
  private static final double MEASURED_SECONDS = 0.5;

  private static final long ONE_WAY_LIMIT_NANOS = 30_000_000_000L;

  /** Starts a call. */
  private interface AsyncCall {
    void start(long i, Peer.Done done) throws Exception;
  }

  /** Makes some calls, and returns the number of calls (or items). */
  private interface Batch {
    int run() throws Exception;
  }

  private final Peer.Client client;
  private final ServerHandle server;
  private final PeerArguments arguments;
  private final Callers callers = new Callers(Case.MOST_CALLERS);

  Rounds(Peer.Client client, ServerHandle server, PeerArguments arguments) {
    this.client = client;
    this.server = server;
    this.arguments = arguments;
  }

  /**
   * Warms up and measures.
   *
   * @throws io.tightwire.benchmarks.work.NotOffered if the library has no such call
   * @throws Exception if any call failed or got a wrong response
   */
  Figures run(Case one, Pace.Round pace) throws Exception {
    return switch (one.work()) {
      case ADD -> blocking(one, this::add, pace);
      case ECHO -> blocking(one, i -> Check.same(client.echo(i), Sample.expected(i)), pace);
      case MIXED -> blocking(one, new MixedCalls(), pace);
      case IDLE -> besideIdleConnections(one, pace);
      case BYTES_64K -> blocking(one, bytes(64 << 10), pace);
      case BYTES_1M -> blocking(one, bytes(1 << 20), pace);
      case ADD_ASYNC -> async((i, done) -> client.addAsync((int) i, 7, done), i -> i + 7, pace);
      case ECHO_ASYNC -> async(client::echoAsync, Sample::expected, pace);
      case STREAM -> batches(this::stream, pace);
      case UPLOAD -> batches(this::upload, pace);
      case DUPLEX -> batches(this::duplex, pace);
      case ONE_WAY -> batches(this::oneWays, pace);
    };
  }

  private void add(long i) throws Exception {
    Check.same(client.add((int) i, 7), i + 7);
  }

  /** Measures the same calls twice: without idle connections, then with them. */
  private Figures besideIdleConnections(Case one, Pace.Round pace) throws Exception {
    try (IdleProcess idle = IdleProcess.start(arguments, server.endpoint())) {
      Figures without = blocking(one, this::add, pace);
      double spread = pace.seconds() < MEASURED_SECONDS ? 0 : HEARTBEAT_SECONDS;
      int open = idle.open(Case.IDLE_CONNECTIONS, spread);
      Figures figures = blocking(one, this::add, pace);
      Check.same(idle.count(), open);
      return figures
          .with(Figure.RATE_WITHOUT_IDLE, value(without, Figure.RATE))
          .with(Figure.P50_MICROS_WITHOUT_IDLE, value(without, Figure.P50_MICROS))
          .with(Figure.COST_OF_IDLE, value(without, Figure.RATE) / value(figures, Figure.RATE))
          .with(Figure.IDLE_CONNECTIONS, open);
    }
  }

  private static double value(Figures figures, Figure figure) {
    return figures.get(figure).orElseThrow();
  }

  private Callers.Call bytes(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return i -> Check.same(client.bytes(data), data);
  }

  private Figures blocking(Case one, Callers.Call call, Pace.Round pace) throws Exception {
    return callers.round(one.callers(), new Numbered(call), pace, () -> new Meter(server));
  }

  /** Numbers the calls from 0 to the largest id, again and again. */
  private record Numbered(Callers.Call call) implements Callers.Call {
    @Override
    public void run(long i) throws Exception {
      call.run(i & (IDS - 1));
    }

    @Override
    public boolean isMeasured(long i) {
      return call.isMeasured(i & (IDS - 1));
    }
  }

  /** Every hundredth handler blocks; only the latencies of the others are measured. */
  private final class MixedCalls implements Callers.Call {
    @Override
    public void run(long i) throws Exception {
      int other = isMeasured(i) ? 7 : Addition.SLOW;
      Check.same(client.add((int) i, other), i + other);
    }

    @Override
    public boolean isMeasured(long i) {
      return i % 100 != 99;
    }
  }

  private int stream() throws Exception {
    Check.same(client.stream(STREAM_ITEMS), STREAM_ITEMS * (STREAM_ITEMS - 1L) / 2);
    return STREAM_ITEMS;
  }

  private int upload() throws Exception {
    Check.same(client.upload(STREAM_ITEMS), STREAM_ITEMS * (STREAM_ITEMS - 1L) / 2);
    return STREAM_ITEMS;
  }

  /** Counts an item and its answer as one. */
  private int duplex() throws Exception {
    Check.same(client.duplex(STREAM_ITEMS), STREAM_ITEMS * (STREAM_ITEMS + 1L) / 2);
    return STREAM_ITEMS;
  }

  /** Measures one-way calls in batches; a batch counts when all of it has arrived. */
  private int oneWays() throws Exception {
    Usage before = server.usage();
    for (int i = 0; i < ONE_WAY_BATCH; i++) {
      client.oneWay(i);
    }
    long limit = System.nanoTime() + ONE_WAY_LIMIT_NANOS;
    Usage arrived = server.usage().minus(before);
    while (arrived.oneWayCount() < ONE_WAY_BATCH && System.nanoTime() < limit) {
      LockSupport.parkNanos(100_000);
      arrived = server.usage().minus(before);
    }
    Check.same(arrived.oneWayCount(), ONE_WAY_BATCH);
    Check.same(arrived.oneWaySum(), ONE_WAY_BATCH * (ONE_WAY_BATCH - 1L) / 2);
    return ONE_WAY_BATCH;
  }

  /** Keeps the maximum number of asynchronous calls in flight, on one thread. */
  private Figures async(AsyncCall call, LongUnaryOperator wanted, Pace.Round pace)
      throws Exception {
    Semaphore permits = new Semaphore(IN_FLIGHT);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    long[] next = {0};
    Figures figures =
        batches(
            () -> {
              for (int k = 0; k < ASYNC_BATCH; k++) {
                long i = next[0]++ & (IDS - 1);
                permits.acquire();
                call.start(
                    i,
                    (result, error) -> {
                      note(failure, result, wanted.applyAsLong(i), error);
                      permits.release();
                    });
              }
              failOn(failure.get());
              return ASYNC_BATCH;
            },
            pace);
    permits.acquire(IN_FLIGHT);
    failOn(failure.get());
    return figures;
  }

  private static void note(
      AtomicReference<@Nullable Throwable> failure,
      long result,
      long wanted,
      @Nullable Throwable error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else if (result != wanted) {
      failure.compareAndSet(
          null, new IllegalStateException("A wrong response: " + result + " instead of " + wanted));
    }
  }

  private static void failOn(@Nullable Throwable failure) throws IOException {
    if (failure != null) {
      throw new IOException("An asynchronous call failed", failure);
    }
  }

  private Figures batches(Batch batch, Pace.Round pace) throws Exception {
    repeat(batch, pace.warmUp());
    Meter meter = new Meter(server);
    return meter.read(repeat(batch, pace.seconds()));
  }

  private static long repeat(Batch batch, double seconds) throws Exception {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    long count = 0;
    do {
      count += batch.run();
    } while (System.nanoTime() < until);
    return count;
  }
}
