package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests three servers of which one does not respond: hedged calls do not wait for it. */
final class FleetHedgeTest extends FleetScenario {

  private static final int CALLERS = 4;
  private static final int ENOUGH = 200;

  /** How often the server that does not respond is to be asked. */
  private static final int TIMES = 5;

  /** A catalogue that counts its calls. Thread-safe. */
  private static class Shelves implements Catalogue {
    final AtomicInteger runs = new AtomicInteger();

    @Override
    public String find(String title) {
      runs.incrementAndGet();
      return title + " is here";
    }
  }

  /** One whose calls last until they are cancelled. Thread-safe. */
  private static final class LostShelves extends Shelves {
    final AtomicInteger cancelled = new AtomicInteger();

    @Override
    public String find(String title) {
      runs.incrementAndGet();
      CountDownLatch never = new CountDownLatch(1);
      RpcContext.Registration unused = RpcContext.current().onCancel(cancelled::incrementAndGet);
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "nowhere";
    }
  }

  private RpcServer serve(Catalogue catalogue) {
    return serve(
        RpcServer.builder().service(new CatalogueSkeleton(catalogue)), Transport.TCP.wildcard());
  }

  @Test
  void callsDoNotWaitForAServerThatHangs() throws Exception {
    LostShelves lost = new LostShelves();
    List<Shelves> others = List.of(new Shelves(), new Shelves());
    RpcServer hung = serve(lost);
    RpcClient client =
        connectAll(
            hung.endpoint(), serve(others.get(0)).endpoint(), serve(others.get(1)).endpoint());
    CatalogueStub catalogue = new CatalogueStub(client);

    Callers callers =
        Callers.start(
            CALLERS, id -> assertThat(catalogue.find(id).remote(LONG)).isEqualTo(id + " is here"));
    callers.awaitProgress(ENOUGH);
    await().atMost(AT_ONCE).until(() -> lost.cancelled.get() >= TIMES);
    callers.finish();

    assertThat(callers.failed()).isEmpty();
    assertThat(calls.succeeded(hung.endpoint())).isZero();
    await().atMost(AT_ONCE).until(() -> lost.cancelled.get() == lost.runs.get());
    int runs = lost.runs.get() + others.stream().mapToInt(each -> each.runs.get()).sum();
    assertThat(runs).isGreaterThanOrEqualTo(callers.completed().size() + lost.runs.get());
    assertThat(calls.sends()).as("each run was an attempt").isGreaterThanOrEqualTo(runs);
    assertThat(client.servers()).extracting(ServerStatus::openCalls).containsOnly(0);
  }
}
