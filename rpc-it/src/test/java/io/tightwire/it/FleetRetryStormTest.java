package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.CallListener;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcServer;
import io.tightwire.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests servers that all have no capacity: retries must not double their load. */
final class FleetRetryStormTest extends FleetScenario {

  private static final int CALLS = 2_000;

  /** The retry budget: a share of the calls, and a number for each second of its window. */
  private static final double SHARE = 0.2;

  private static final int PER_SECOND = 10;
  private static final int WINDOW_SECONDS = 10;

  /** Rejects each call as a full lane does, and counts them. */
  private static final class Full implements ServerInterceptor {
    final AtomicLong requests = new AtomicLong();

    @Override
    public CallListener onCall(RpcContext call) {
      requests.incrementAndGet();
      throw new RpcRejectedException("The lane is full");
    }
  }

  @Test
  void retriesStayWithinTheirBudgetThoughAllServersAreFull() {
    Full full = new Full();
    List<RpcServer> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(serve(server(new Workbench()).interceptor(full), Transport.TCP.wildcard()));
    }
    RpcClient client = connectAll(endpoints(servers));
    WorkshopStub workshop = new WorkshopStub(client);
    long start = System.nanoTime();

    for (int i = 0; i < CALLS; i++) {
      RpcRejectedException failure =
          catchThrowableOfType(
              RpcRejectedException.class, () -> workshop.work("more").remote(LONG));
      assertThat(failure.mayHaveExecuted()).isFalse();
    }

    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertThat(full.requests.get())
        .isGreaterThan(CALLS)
        .isLessThanOrEqualTo(
            (long) ((1 + SHARE) * CALLS) + PER_SECOND * (WINDOW_SECONDS + seconds));
    assertThat(calls.sends()).isEqualTo(full.requests.get());
  }
}
