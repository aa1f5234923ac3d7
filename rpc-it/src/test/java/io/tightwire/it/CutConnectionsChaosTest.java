package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.it.Ledger.CallOutcome;
import io.tightwire.it.ModesUnderFire.Mode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several clients call in every mode, while each of their connections is lost after some time, at
 * any byte. Confined to the test's thread.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // the long form's; each wait has a limit, too
@SuppressWarnings("NullAway.Init") // JUnit injects
final class CutConnectionsChaosTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  /**
   * The heartbeat, which detects silent connections. Connections that a busy machine delays may be
   * lost, too.
   */
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private static final Duration GIVE_UP = Duration.ofMillis(1_500);

  private static final int CLIENTS_OF_EACH = 2;

  @TempDir Path directory;

  private final Ledger ledger = new Ledger(Scale.CALLS);
  private final Deque<Runnable> toClose = new ArrayDeque<>();

  /** Records the calls that it runs; each result belongs to exactly one call. */
  private final class Noting extends Workbench {

    @Override
    public int add(int id, int one) {
      ledger.run(id);
      return super.add(id, one);
    }

    @Override
    public CompletableFuture<Long> countLater(long id) {
      ledger.run((int) id);
      return super.countLater(id);
    }

    @Override
    public CompletionStage<String> workLater(String id) {
      ledger.run(Integer.parseInt(id));
      return super.workLater(id);
    }

    @Override
    public void submit(String id) {
      ledger.run(Integer.parseInt(id));
    }

    @Override
    public Stream<Integer> numbers(int id) {
      ledger.run(id);
      return ModesUnderFire.items(id);
    }

    @Override
    public Flow.Publisher<Integer> feed(int id) {
      ledger.run(id);
      return subscriber -> {
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
        publisher.subscribe(subscriber);
        ModesUnderFire.items(id).forEach(publisher::submit);
        publisher.close();
      };
    }

    @Override
    public byte[] store(byte[] bytes) {
      ledger.run(ByteBuffer.wrap(bytes).getInt());
      return super.store(bytes);
    }

    @Override
    public String read(String id) {
      ledger.run(Integer.parseInt(id));
      return super.read(id);
    }
  }

  /** Records the calls that it runs, and reads all that their callers send. */
  private final class Receiving implements Depot {

    @Override
    public int first(int id, Stream<Integer> numbers) {
      ledger.run(id);
      return numbers.mapToInt(Integer::intValue).sum();
    }

    /** Responds with each number; the first one is the call's id. */
    @Override
    public Stream<Integer> squares(Stream<Integer> numbers) {
      AtomicInteger expected = new AtomicInteger(-1);
      return numbers.peek(
          number -> {
            if (expected.compareAndSet(-1, number)) {
              ledger.run(number);
            }
            if (expected.getAndIncrement() != number) {
              ledger.surprise("item " + number + " is out of order");
            }
          });
    }

    @Override
    public long sum(Stream<Integer> numbers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Long> store(String name, Flow.Publisher<byte[]> parts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Flow.Publisher<String> upper(Flow.Publisher<String> texts) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void noCallIsLostRunTwiceOrAfterItFailedThoughConnectionsAreCut() throws Exception {
    long seed = Scale.seed();
    Footprint before = Footprint.now();
    long began = System.nanoTime();
    RpcServer server =
        RpcServer.builder()
            .service(new WorkshopSkeleton(new Noting()))
            .service(new DepotSkeleton(new Receiving()))
            .lane("narrow", 1)
            .heartbeat(INTERVAL, GIVE_UP)
            .build();
    toClose.push(() -> Scenario.stop(server));
    server.bind("tcp://127.0.0.1:*");
    server.bind("ipc://" + directory.resolve("socket"));
    server.start();
    ModesUnderFire calls = new ModesUnderFire(Scale.CALLS, ledger);
    List<Tunnel> tunnels = new ArrayList<>();
    for (String endpoint : server.endpoints()) {
      Tunnel tunnel = Tunnel.leaky(endpoint, new Random(seed + tunnels.size()));
      toClose.push(tunnel::close);
      tunnels.add(tunnel);
      for (int i = 0; i < CLIENTS_OF_EACH; i++) {
        RpcClient client =
            RpcClient.builder().endpoint(tunnel.endpoint()).heartbeat(INTERVAL, GIVE_UP).build();
        toClose.push(client::close);
        calls.start(new WorkshopStub(client), new DepotStub(client));
      }
    }

    calls.finish();
    double seconds = (System.nanoTime() - began) / 1e9;
    server.close(); // from now on no call is run

    int cuts = tunnels.stream().mapToInt(Tunnel::cuts).sum();
    Scale.report(
        String.format(
            "%d calls through %d connections that were cut or fell silent, in %.0f s (seed %d): %d completed,"
                + " %d failed unrun, %d failed and may have run, %d one-way (of which %d ran)",
            Scale.CALLS,
            cuts,
            seconds,
            seed,
            ledger.count(CallOutcome.COMPLETED),
            ledger.count(CallOutcome.UNRUN),
            ledger.count(CallOutcome.MAYBE_RUN),
            ledger.count(CallOutcome.SENT),
            ledger.sentAndRun()));
    ledger.assertHonest(seed, id -> calls.isOf(Mode.IDEMPOTENT, id));
    assertThat(cuts).as("connections cut").isGreaterThan(Scale.CALLS / 2_000);
    assertThat(ledger.count(CallOutcome.MAYBE_RUN)).as("failed, may have run").isPositive();
    assertThat(ledger.count(CallOutcome.COMPLETED)).as("completed").isGreaterThan(Scale.CALLS / 10);
    assertThat(ledger.sentAndRun()).as("one-way, run").isPositive();
    tidyUp();
    Footprint unused = before.awaitReturn(AT_ONCE);
  }

  @AfterEach
  void tidyUp() {
    while (!toClose.isEmpty()) {
      toClose.pop().run();
    }
  }
}
