package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Tests that what runs when a client's call is completed runs in the scopes of that call. */
final class ClientScopesTest extends Scenario {

  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "none");

  /** Makes the value that was current when the call was made current again around callbacks. */
  private static final class Carrying implements ClientInterceptor {
    final Queue<String> misplaced = new ConcurrentLinkedQueue<>();

    @Override
    public CallListener onCall(OutgoingCall call) {
      String value = CURRENT.get();
      return new CallListener() {
        @Override
        public void onEnd(CallEnd end) {}

        @Override
        public Scope enter() {
          Thread entered = Thread.currentThread();
          String before = CURRENT.get();
          CURRENT.set(value);
          return () -> {
            if (Thread.currentThread() != entered || !CURRENT.get().equals(value)) {
              misplaced.add(value);
            }
            CURRENT.set(before);
          };
        }
      };
    }
  }

  private final Carrying carrying = new Carrying();

  private WorkshopStub workshop(RpcServer server) {
    return new WorkshopStub(
        connect(RpcClient.builder().endpoint(server.endpoint()).interceptor(carrying)));
  }

  @Test
  void stagesOfManyInterleavedCallsSeeTheirOwnScope() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    WorkshopStub workshop = workshop(start(server(busy).maxConcurrentCalls(64)));
    List<CompletableFuture<String>> seen = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      CURRENT.set("call " + i);
      seen.add(workshop.work("x").remoteFuture(LONG).thenApply(done -> CURRENT.get()));
    }
    CURRENT.remove();
    busy.gate.raise();
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).get()).isEqualTo("call " + i);
    }
    assertThat(carrying.misplaced).isEmpty();
  }

  @Test
  void failureIsHandledInTheScopeToo() throws Exception {
    WorkshopStub workshop = workshop(serve(new Workbench()));
    CURRENT.set("failing");
    CompletableFuture<String> handled =
        workshop
            .fetch(-1)
            .remoteFuture(LONG)
            .handle((done, failure) -> CURRENT.get() + (failure == null ? " not" : ""));
    CURRENT.remove();
    assertThat(handled.get()).isEqualTo("failing");
    assertThat(carrying.misplaced).isEmpty();
  }

  @Test
  void subscribersSeeTheScopeInEachSignal() {
    WorkshopStub workshop = workshop(serve(new Workbench()));
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    CURRENT.set("stream");
    Collected<Integer> items =
        Collected.from(
            workshop.numbers(300).remotePublisher(LONG), item -> seen.add(CURRENT.get()));
    CURRENT.remove();
    assertThat(items.awaitEnd()).isNull();
    assertThat(seen).hasSize(300).containsOnly("stream");
    assertThat(carrying.misplaced).isEmpty();
  }
}
