package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs calls of all kinds for a long time, over all transports at the same time; memory stays flat.
 */
@Timeout(value = 24, unit = TimeUnit.HOURS) // the long form's; each wait has a limit, too
@SuppressWarnings("NullAway.Init") // JUnit injects
final class SoakChaosTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int SAMPLES = 20;

  /** The number of samples of the warm-up. */
  private static final int FIRST_COMPARED = 4;

  /** The number of first and of last samples that are compared. */
  private static final int COMPARED = 5;

  /** The difference that is allowed between two pauses: caches, classes that are loaded late. */
  private static final long NOISE = 4 << 20;

  private static final int BATCH = 32;
  private static final int LARGE = 256 << 10;

  @TempDir Path directory;

  private final AtomicLong calls = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * The loads share this lock. Its exclusive holder measures the live heap without calls in flight.
   */
  private final ReadWriteLock atWork = new ReentrantReadWriteLock(true);

  /** A workshop that fails on request, and never completes calls that it is asked to delay. */
  private static final class Moody extends Workbench {

    @Override
    public String work(String what) {
      if (what.equals("fail")) {
        throw new IllegalStateException(what);
      }
      return super.work(what);
    }

    @Override
    public CompletionStage<String> workLater(String what) {
      return new CompletableFuture<>();
    }

    @Override
    public Stream<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1);
    }
  }

  @Test
  void memoryStaysFlatUnderAMixedLoad() throws Exception {
    Footprint before = Footprint.now();
    List<Long> samples;
    try (RpcServer server =
        RpcServer.builder().service(new WorkshopSkeleton(new Moody())).lane("narrow", 1).build()) {
      server.bind("tcp://127.0.0.1:*");
      server.bind("ipc://" + directory.resolve("socket"));
      server.bind("inproc://*");
      server.start();
      samples = underLoad(server.endpoints());
    }

    Footprint after = before.awaitReturn(LONG);
    long early = median(samples.subList(FIRST_COMPARED, FIRST_COMPARED + COMPARED));
    long late = median(samples.subList(SAMPLES - COMPARED, SAMPLES));
    Scale.report(
        String.format(
            "%d calls of all kinds in %d s over all transports: %s alive early, %s late (%s);"
                + " descriptors %d, then %d",
            calls.get(),
            Scale.SOAK_SECONDS,
            LiveHeap.mib(early),
            LiveHeap.mib(late),
            samples.stream().map(LiveHeap::mib).toList(),
            before.descriptors(),
            after.descriptors()));
    assertThat(late - early).as("growth; samples: %s", samples).isLessThan(NOISE);
  }

  private List<Long> underLoad(List<String> endpoints) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<RpcClient> clients = new ArrayList<>();
    List<CompletableFuture<Void>> loads = new ArrayList<>();
    for (String endpoint : endpoints) {
      RpcClient client = RpcClient.connect(endpoint);
      clients.add(client);
      WorkshopStub workshop = new WorkshopStub(client);
      List<Runnable> tasks =
          List.of(
              () -> responsesAndFailures(workshop),
              () -> futures(workshop),
              () -> streams(workshop),
              () -> oneWays(workshop),
              () -> comings(endpoint));
      for (Runnable task : tasks) {
        loads.add(CompletableFuture.runAsync(() -> repeat(task), threads));
      }
    }

    List<Long> samples = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 1; i <= SAMPLES; i++) {
      long due = began + TimeUnit.SECONDS.toNanos(Scale.SOAK_SECONDS) / SAMPLES * i;
      assertThat(loads).noneMatch(CompletableFuture::isCompletedExceptionally);
      boolean unused = over.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
      samples.add(whilePaused(LiveHeap::bytes));
    }
    over.countDown();
    loads.forEach(load -> assertThat(load).succeedsWithin(LONG));
    clients.forEach(RpcClient::close);
    threads.shutdown();
    return samples;
  }

  private void repeat(Runnable task) {
    while (over.getCount() > 0) {
      atWork.readLock().lock();
      try {
        task.run();
      } finally {
        atWork.readLock().unlock();
      }
    }
  }

  private long whilePaused(LongSupplier sample) throws InterruptedException {
    if (!atWork.writeLock().tryLock(LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("a load hangs");
    }
    try {
      return sample.getAsLong();
    } finally {
      atWork.writeLock().unlock();
    }
  }

  private void responsesAndFailures(WorkshopStub workshop) {
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(workshop.work("").remote(LONG)).isEqualTo(" done");
    assertThat(catchThrowableOfType(RpcRemoteException.class, () -> workshop.work("fail").remote()))
        .hasMessageContaining("fail");
    assertThat(workshop.store(new byte[LARGE]).remote(LONG)).hasSize(LARGE);
    assertThat(workshop.read("book").withMetadata("key", "value").remote(LONG)).isNotEmpty();
    assertThat(
            catchThrowableOfType(
                RpcTimeoutException.class,
                () -> workshop.workLater("").remote(Duration.ofMillis(1))))
        .isNotNull();
    calls.addAndGet(6);
  }

  private void futures(WorkshopStub workshop) {
    List<CompletableFuture<Long>> responses = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      responses.add(workshop.countLater(i).remoteFuture(LONG));
    }
    CompletableFuture<String> cancelled = workshop.workLater("").remoteFuture(LONG);
    for (int i = 0; i < BATCH; i++) {
      assertThat(responses.get(i).join()).isEqualTo(i + 1);
    }
    cancelled.cancel(true);
    calls.addAndGet(BATCH + 1);
  }

  private void streams(WorkshopStub workshop) {
    try (RemoteStream<Integer> endless = workshop.numbers(0).remoteStreaming(LONG)) {
      for (int i = 1; i <= BATCH; i++) {
        assertThat(endless.next()).isEqualTo(i);
      }
    }
    try (RemoteStream<byte[]> crates = workshop.crates(4, LARGE / 8).remoteStreaming(LONG)) {
      crates.forEachRemaining(crate -> assertThat(crate).hasSize(LARGE / 8));
    }
    Collected<Integer> some =
        Collected.from(workshop.feed(BATCH).withTimeout(LONG).remotePublisher());
    assertThat(some.awaitEnd()).isNull();
    assertThat(some.items()).hasSize(BATCH);
    Collected<Integer> none = Collected.from(workshop.numbers(0).remotePublisher(), 1);
    none.cancel();
    calls.addAndGet(4);
  }

  private void oneWays(WorkshopStub workshop) {
    for (int i = 0; i < BATCH; i++) {
      workshop.submit("").withTimeout(LONG).remoteOneWay();
    }
    assertThat(workshop.add(1, 2, 3).remote(LONG)).isEqualTo(6);
    calls.addAndGet(BATCH + 1);
  }

  /** A client for a single call; a call that is in flight when it closes is cancelled. */
  private void comings(String endpoint) {
    try (RpcClient client = RpcClient.connect(endpoint)) {
      WorkshopStub workshop = new WorkshopStub(client);
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
      CompletableFuture<String> unused = workshop.workLater("").remoteFuture();
    }
    calls.addAndGet(2);
  }

  private static long median(List<Long> samples) {
    return samples.stream().sorted().toList().get(samples.size() / 2);
  }
}
