package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcRejectedException;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Offers a lane ten times the load that it can handle, by callers that do not wait for responses.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // the long form's; each wait has a limit, too
final class OverloadChaosTest extends Scenario {

  private static final int TIMES = 10;
  private static final int CONCURRENCY = 4;
  private static final int QUEUE = 128;
  private static final long WORK = Duration.ofMillis(5).toNanos();

  /** The minimum share of the capacity; much more on an idle machine. */
  private static final double GOODPUT = 0.5;

  /**
   * The number of attempts: if another process used the machine meanwhile, the test is repeated. A
   * collapse would fail all of them.
   */
  private static final int ROUNDS = 5;

  /** A workshop whose calls occupy their lane for a while. */
  private static final class Busy extends Workbench {
    final AtomicInteger runs = new AtomicInteger();

    @Override
    public String inOrder(int caller, int number) {
      runs.incrementAndGet();
      long end = System.nanoTime() + WORK;
      for (long left = WORK; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return super.inOrder(caller, number);
    }
  }

  /** The outcomes of a number of calls. */
  private static final class Outcomes {
    final Queue<Long> completed = new ConcurrentLinkedQueue<>();
    final Queue<Long> rejected = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();
    private int made;

    /** Makes a call, and does not wait for it; runs an action when it ends. */
    void call(WorkshopStub workshop, Runnable atEnd) {
      long start = System.nanoTime();
      CompletableFuture<String> unused =
          workshop
              .inOrder(0, made++)
              .remoteFuture(LONG)
              .whenComplete(
                  (response, failure) -> {
                    long took = System.nanoTime() - start;
                    note(failure, took);
                    ended.incrementAndGet();
                    atEnd.run();
                  });
    }

    private void note(@Nullable Throwable failure, long took) {
      if (failure == null) {
        completed.add(took);
      } else if (failure instanceof RpcRejectedException e && !e.mayHaveExecuted()) {
        rejected.add(took);
      } else {
        surprises.add(failure);
      }
    }

    void awaitAll() {
      await().atMost(LONG).until(() -> ended.get() == made);
    }
  }

  /** The result of a round of overload, in seconds and calls per second. */
  private record Round(
      double capacity, double offered, double completed, double rejectedIn, double completedIn) {

    boolean isAsItShouldBe() {
      return offered > 2 * capacity && completed > GOODPUT * capacity && rejectedIn < completedIn;
    }
  }

  @Test
  void goodputStaysAndTheRestIsRejectedImmediately() throws Exception {
    Busy busy = new Busy();
    RpcServer server =
        start(
            RpcServer.builder()
                .service(new WorkshopSkeleton(busy))
                .lane("narrow", CONCURRENCY)
                .maxQueuedCalls(QUEUE));
    WorkshopStub workshop = visit(server);

    Round round = overload(workshop, busy);
    for (int i = 1; i < ROUNDS && !round.isAsItShouldBe(); i++) {
      round = overload(workshop, busy);
    }

    assertThat(round).matches(Round::isAsItShouldBe);
    double enough = GOODPUT * round.capacity;
    await().atMost(AT_ONCE).until(() -> capacity(workshop) > enough);
  }

  private Round overload(WorkshopStub workshop, Busy busy) throws Exception {
    double capacity = capacity(workshop);
    busy.runs.set(0);
    Outcomes outcomes = new Outcomes();
    double rate = TIMES * capacity / TimeUnit.SECONDS.toNanos(1);
    long start = System.nanoTime();
    long time = TimeUnit.SECONDS.toNanos(Scale.OVERLOAD_SECONDS);
    for (long now = 0; now < time; now = System.nanoTime() - start) {
      while (outcomes.made < now * rate) {
        outcomes.call(workshop, () -> {});
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double completed = outcomes.completed.size() / seconds;
    outcomes.awaitAll();

    assertThat(outcomes.surprises).isEmpty();
    assertThat(outcomes.rejected).as("rejected").isNotEmpty();
    assertThat(busy.runs).as("run").hasValue(outcomes.completed.size());
    Round round =
        new Round(
            capacity,
            outcomes.made / seconds,
            completed,
            median(outcomes.rejected),
            median(outcomes.completed));
    Scale.report(
        String.format(
            "overload over %s: capacity %.0f calls/s, offered %.0f/s for %.0f s, completed %.0f/s"
                + " (%.0f %%) in %.0f ms (median), rejected %d in %.1f ms (median)",
            transport,
            capacity,
            round.offered,
            seconds,
            completed,
            100 * completed / capacity,
            1e3 * round.completedIn,
            outcomes.rejected.size(),
            1e3 * round.rejectedIn));
    return round;
  }

  /** Returns the completed calls per second if no more are made than fit into the queue. */
  private static double capacity(WorkshopStub workshop) throws Exception {
    Outcomes outcomes = new Outcomes();
    Semaphore window = new Semaphore(QUEUE / 2);
    long start = System.nanoTime();
    for (long time = 0; time < TimeUnit.SECONDS.toNanos(1); time = System.nanoTime() - start) {
      assertThat(window.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      outcomes.call(workshop, window::release);
    }
    outcomes.awaitAll();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(outcomes.surprises).isEmpty();
    assertThat(outcomes.rejected).isEmpty();
    return outcomes.completed.size() / seconds;
  }

  private static double median(Queue<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length / 2] / 1e9;
  }
}
