package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of clients and servers open and close, and leave no threads or descriptors. */
@Timeout(value = 15, unit = TimeUnit.MINUTES) // the long form's; each wait has a limit, too
final class ConnectingChaosTest extends Scenario {

  private static final int WARM_UP = 5;

  /** The number of cycles after which the server is replaced, too. */
  private static final int SAME_SERVER = 10;

  private static final int AT_A_TIME = 8;

  @Test
  void openingCallingAndClosingLeavesNoThreadAndNoDescriptor() {
    cycle(WARM_UP); // what the first cycles leave is no leak
    Footprint before = Footprint.now();
    long start = System.nanoTime();

    for (int done = 0; done < Scale.CYCLES; done += SAME_SERVER) {
      cycle(SAME_SERVER);
    }

    Footprint after = before.awaitReturn(AT_ONCE);
    Scale.report(
        String.format(
            "%d clients and %d servers over %s opened, called and closed in %.0f s: descriptors %d,"
                + " then %d; threads %d, then %d",
            Scale.CYCLES,
            Scale.CYCLES / SAME_SERVER,
            transport,
            (System.nanoTime() - start) / 1e9,
            before.descriptors(),
            after.descriptors(),
            before.threads().size(),
            after.threads().size()));
  }

  private void cycle(int clients) {
    try (RpcServer server = server(new Workbench()).build()) {
      server.bind(anywhere());
      server.start();
      for (int i = 0; i < clients; i++) {
        assertThat(callOnce(server.endpoint(), i)).isEqualTo(i + 1);
      }
    }
  }

  private static int callOnce(String endpoint, int number) {
    try (RpcClient client = RpcClient.connect(endpoint)) {
      return new WorkshopStub(client).add(number, 1).remote(AT_ONCE);
    }
  }

  @Test
  void everyFreshConnectionSucceeds() {
    RpcServer server = serve(new Workbench());
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    AtomicInteger next = new AtomicInteger();
    AtomicLong slowest = new AtomicLong();
    long start = System.nanoTime();

    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME; i++) {
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int id; (id = next.getAndIncrement()) < Scale.FRESH_CLIENTS; ) {
                  long began = System.nanoTime();
                  assertThat(callOnce(server.endpoint(), id)).isEqualTo(id + 1);
                  slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                }
              },
              threads));
    }
    threads.shutdown();

    for (CompletableFuture<Void> caller : callers) {
      assertThat(caller).succeedsWithin(Scale.FRESH_CLIENTS, TimeUnit.SECONDS);
    }
    Scale.report(
        String.format(
            "%d fresh connections over %s, %d at a time, in %.1f s: all succeeded, the slowest"
                + " took %d ms to open, call and close",
            Scale.FRESH_CLIENTS,
            transport,
            AT_A_TIME,
            (System.nanoTime() - start) / 1e9,
            TimeUnit.NANOSECONDS.toMillis(slowest.get())));
  }
}
