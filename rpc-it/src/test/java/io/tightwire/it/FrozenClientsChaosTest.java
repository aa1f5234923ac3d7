package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients freeze at the same time, with many queued responses. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // the long form's; each wait has a limit, too
final class FrozenClientsChaosTest extends ProcessScenario {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration GIVE_UP = Duration.ofSeconds(3);

  /** The requests of each client: endless streams without a bound, and results. */
  private static final int STREAMS = 2;

  private static final int RESULTS = 8;
  private static final int MANY = 512 << 10;
  private static final int BYTES = 128 << 10;

  /**
   * The bytes for each client: the results, the bound of each stream and an item, and the bytes in
   * transit.
   */
  private static final long HELD_FOR_EACH = RESULTS * BYTES + STREAMS * (512 << 10) + (1 << 20);

  /** The bytes that other work in this process may use. */
  private static final long LEFT = 16 << 20;

  /** A workshop that never ends a stream, nor some calls; records which were cancelled. */
  private static final class Generous extends Workbench {
    final AtomicInteger streams = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger results = new AtomicInteger();
    final Queue<RpcContext> pending = new ConcurrentLinkedQueue<>();

    boolean hasBegunAllOf(int clients) {
      return results.get() == clients * RESULTS && streams.get() == clients * STREAMS;
    }

    boolean hasClosedAll() {
      return closed.get() == streams.get();
    }

    @Override
    public Stream<byte[]> crates(int count, int bytes) {
      streams.incrementAndGet();
      return Stream.generate(() -> new byte[bytes]).onClose(closed::incrementAndGet);
    }

    @Override
    public byte[] fetch(int bytes) {
      results.incrementAndGet();
      return super.fetch(bytes);
    }

    @Override
    public CompletionStage<String> workLater(String what) {
      pending.add(RpcContext.current());
      return new CompletableFuture<>();
    }
  }

  @Test
  void serverHoldsABoundedAmountForThemAndServesTheOthersAndReleasesIt() throws Exception {
    Generous generous = new Generous();
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(new WorkshopSkeleton(generous))
                .heartbeat(INTERVAL, GIVE_UP));
    Bystander bystander = new Bystander(visit(server.endpoint()));
    tidy(bystander::stop);
    bystander.awaitProgress();
    Footprint footprint = Footprint.now();
    long before = LiveHeap.bytes();
    long most = 0;
    long slowest = 0;

    for (int freeze = 1; freeze <= Scale.FREEZES; freeze++) {
      int closed = generous.closed.get();
      List<DeafClient> clients = new ArrayList<>();
      for (int i = 0; i < Scale.FROZEN_CLIENTS; i++) {
        DeafClient client = DeafClient.connect(server.endpoint());
        tidy(client::close);
        clients.add(client);
        for (int j = 0; j < RESULTS; j++) {
          client.ask(WorkshopMethods.FETCH, BYTES);
        }
        for (int j = 0; j < STREAMS; j++) {
          client.ask(WorkshopMethods.CRATES, 0, BYTES / 8);
        }
      }
      long frozen = System.nanoTime();
      int all = freeze * Scale.FROZEN_CLIENTS;
      await()
          .atMost(AT_ONCE)
          .until(() -> generous.hasBegunAllOf(all) || generous.closed.get() > closed);

      bystander.awaitProgress();
      most = Math.max(most, LiveHeap.bytes() - before);
      assertThat(most)
          .as("bytes held for %d frozen clients", Scale.FROZEN_CLIENTS)
          .isLessThan(Scale.FROZEN_CLIENTS * HELD_FOR_EACH + LEFT);

      await().atMost(AT_ONCE).until(generous::hasClosedAll);
      slowest = Math.max(slowest, System.nanoTime() - frozen);
      clients.forEach(DeafClient::awaitEnd);
      clients.forEach(DeafClient::close);
      footprint.awaitDescriptors(AT_ONCE);
      bystander.awaitProgress();
      await()
          .atMost(AT_ONCE)
          .untilAsserted(
              () -> assertThat(LiveHeap.bytes() - before).as("bytes left").isLessThan(LEFT));
    }

    bystander.stop();
    Scale.report(
        String.format(
            "%d times %d frozen clients over %s: %s held at most, %s afterwards; let go after %.1f"
                + " s of a heartbeat of %d s; %d calls of another client meanwhile, the slowest"
                + " took %d ms",
            Scale.FREEZES,
            Scale.FROZEN_CLIENTS,
            transport,
            LiveHeap.mib(most),
            LiveHeap.mib(LiveHeap.bytes() - before),
            slowest / 1e9,
            GIVE_UP.toSeconds(),
            bystander.calls.get(),
            TimeUnit.NANOSECONDS.toMillis(bystander.slowest)));
  }

  /**
   * Each client may have many queued bytes, but all of them together no more than the memory
   * allows.
   */
  @Test
  void smallServerOutlivesClientsThatAskForFarMoreThanItsMemory() throws Exception {
    ChildProcess server = launchServer(anywhere());
    String endpoint = endpointOf(server);
    Bystander bystander = new Bystander(visit(endpoint));
    tidy(bystander::stop);
    int requests = 0;

    for (int i = 0; i < Scale.FROZEN_CLIENTS; i++) {
      DeafClient client = DeafClient.connect(endpoint);
      tidy(client::close);
      for (int asked = 0; asked < 4 * ChildProcess.HEAP / Scale.FROZEN_CLIENTS; asked += MANY) {
        client.ask(WorkshopMethods.FETCH, MANY);
        requests++;
      }
    }
    int all = requests;
    await().atMost(AT_ONCE).until(() -> begun() >= Scale.FROZEN_CLIENTS);
    bystander.awaitProgress();
    assertThat(begun()).as("the others wait for their clients to read").isLessThan(all);

    bystander.stop();
    assertThat(visit(endpoint).fetch(MANY).remote(LONG)).hasSize(MANY);
  }

  /** Returns the number of fetches that the server's process has begun. */
  private int begun() {
    return Collections.frequency(journal.lines(), ServerProcess.FETCHED);
  }

  @Test
  void callsOfManyFrozenProcessesAreCancelledAndTheyWorkAgainWhenTheyWakeUp() throws Exception {
    Generous generous = new Generous();
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(new WorkshopSkeleton(generous))
                .heartbeat(INTERVAL, GIVE_UP));
    Bystander bystander = new Bystander(visit(server.endpoint()));
    tidy(bystander::stop);
    List<ChildProcess> clients = new ArrayList<>();
    for (int i = 0; i < Scale.FROZEN_PROCESSES; i++) {
      clients.add(startClient(server.endpoint()));
    }
    for (ChildProcess client : clients) {
      client.say("later endless");
    }
    await()
        .atMost(Duration.ofMinutes(2)) // this number of processes takes its time to start
        .until(() -> generous.pending.size() == Scale.FROZEN_PROCESSES);
    long began = System.nanoTime();
    for (ChildProcess client : clients) {
      client.signal("STOP");
    }

    bystander.awaitProgress();
    await()
        .atMost(AT_ONCE)
        .until(() -> generous.pending.stream().allMatch(RpcContext::isCancelled));
    double seconds = (System.nanoTime() - began) / 1e9;
    bystander.awaitProgress();

    for (ChildProcess client : clients) {
      client.signal("CONT");
    }
    for (ChildProcess client : clients) {
      assertThat(client.await("later: ")).isEqualTo("UNAVAILABLE true");
      client.say("again apples");
      assertThat(client.await("again: ")).isEqualTo("apples done");
    }
    bystander.stop();
    Scale.report(
        String.format(
            "%d frozen processes over %s: their calls cancelled within %.1f s, and all of them"
                + " worked again; %d calls of another client meanwhile, the slowest took %d ms",
            Scale.FROZEN_PROCESSES,
            transport,
            seconds,
            bystander.calls.get(),
            TimeUnit.NANOSECONDS.toMillis(bystander.slowest)));
  }

  /** Another client, which calls all the time. */
  private static final class Bystander {
    private static final int PROGRESS = 50;

    final AtomicInteger calls = new AtomicInteger();
    volatile long slowest;
    private final CompletableFuture<Void> end;
    private volatile boolean over;

    Bystander(WorkshopStub workshop) {
      end = new CompletableFuture<>();
      Thread thread = new Thread(() -> call(workshop), "bystander");
      thread.setDaemon(true);
      thread.start();
    }

    private void call(WorkshopStub workshop) {
      try {
        while (!over) {
          long start = System.nanoTime();
          assertThat(workshop.add(calls.get(), 1).remote(LONG)).isEqualTo(calls.get() + 1);
          slowest = Math.max(slowest, System.nanoTime() - start);
          calls.incrementAndGet();
        }
        end.complete(null);
      } catch (Throwable e) {
        end.completeExceptionally(e);
      }
    }

    /** Checks that the client is served now, and that all its calls succeeded. */
    void awaitProgress() {
      int goal = calls.get() + PROGRESS;
      await().atMost(AT_ONCE).until(() -> end.isDone() || calls.get() >= goal);
      assertThat(end).as("calls of another client").isNotCompletedExceptionally();
    }

    void stop() {
      over = true;
      assertThat(end).succeedsWithin(LONG);
    }
  }
}
