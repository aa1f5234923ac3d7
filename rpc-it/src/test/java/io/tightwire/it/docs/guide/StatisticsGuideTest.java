package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.OutgoingCall;
import io.tightwire.RejectedCall;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import io.tightwire.ServerInterceptor;
import io.tightwire.ServerStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the snippets about statistics, rejected calls and scopes. */
final class StatisticsGuideTest {

  private static final Order CHAIRS = new Order("7", List.of(new Order.Line("chair", 2)));

  private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");

  /** Counts each rejected call. */
  static final class Rejections implements ServerInterceptor {
    @Override
    public CallListener onCall(RpcContext call) {
      return CallListener.NONE;
    }

    @Override
    public void onRejected(RejectedCall call) {
      System.out.println(call.method() + " of " + call.peer() + ": " + call.reason());
    }
  }

  /** Carries the caller's tenant into the callbacks of its calls. */
  static final class TenantOfTheCaller implements ClientInterceptor {
    @Override
    public CallListener onCall(OutgoingCall call) {
      String tenant = TENANT.get();
      return new CallListener() {
        @Override
        public Scope enter() {
          String before = TENANT.get();
          TENANT.set(tenant);
          return () -> TENANT.set(before);
        }

        @Override
        public void onEnd(CallEnd end) {}
      };
    }
  }

  @Test
  void statistics() throws Exception {
    try (RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(new OrderBook()))
            .lane("stocktaking", 1)
            .interceptor(new Rejections())
            .build()) {
      server.bind("inproc://*");
      server.start();
      try (RpcClient client =
          RpcClient.builder()
              .endpoint(server.endpoint())
              .interceptor(new TenantOfTheCaller())
              .build()) {
        OrdersStub orders = new OrdersStub(client);
        TENANT.set("acme");
        assertThat(
                orders
                    .place(CHAIRS)
                    .remoteFuture(Duration.ofSeconds(30))
                    .thenApply(receipt -> TENANT.get())
                    .get())
            .isEqualTo("acme");
        TENANT.remove();
        await().until(() -> calls(server.stats()) > 0);
        ServerStats earlier = server.stats();
        for (MethodStats method : earlier.methods()) {
          System.out.println(method.method() + ": " + method.open() + " open, " + method.latency());
        }
        assertThat(sinceThen(server, earlier)).isZero();
      }
    }
  }

  private static long calls(ServerStats stats) {
    return stats.methods().stream().mapToLong(method -> method.latency().count()).sum();
  }

  private static long sinceThen(RpcServer server, ServerStats earlier) {
    LatencyHistogram before = earlier.methods().get(0).latency();
    LatencyHistogram latest = server.stats().methods().get(0).latency().minus(before);
    System.out.println(latest.count() + " calls, p99 " + latest.percentile(99));
    return latest.count();
  }
}
