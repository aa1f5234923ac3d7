package io.tightwire.internal.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.zmq.CurveKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LoopTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-loop", 1 << 20, 1 << 20);

  @Test
  void anAcceptedTaskIsRunOrCancelled() throws Exception {
    FakeAgent agent = new FakeAgent();
    Loop<Consumer<FakeAgent>, IdleTransport> loop =
        new Loop<>(OPTIONS, agent, context -> new IdleTransport());
    loop.start();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    loop.post(
        a -> {
          begun.countDown();
          awaitUnchecked(go);
          throw new IllegalStateException("on purpose");
        });
    assertThat(begun.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    LoopTask task =
        new LoopTask() {
          @Override
          public void run(long now) {
            outcome.add("run");
          }

          @Override
          public void cancel() {
            outcome.add("cancelled");
          }
        };
    assertThat(loop.execute(task)).isTrue();
    go.countDown();
    assertThat(FakeAgent.next(outcome)).isEqualTo("cancelled");
    loop.close(Duration.ofSeconds(20));
    assertThat(loop.execute(task)).isFalse();
    assertThat(outcome).isEmpty();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Or those who post would get ahead of it without end. */
  @Test
  void aPassExecutesAllThatWasPostedBeforeAndNothingElse() throws Exception {
    FakeAgent agent = new FakeAgent();
    Loop<Consumer<FakeAgent>, IdleTransport> loop =
        new Loop<>(OPTIONS, agent, context -> new IdleTransport());
    List<Integer> executed = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      loop.post(
          a -> {
            executed.add(number);
            loop.post(again -> executed.add(-1));
          });
    }
    assertThat(loop.pass()).isEqualTo(PassResult.MORE);
    assertThat(executed).hasSize(10_000).isSorted().doesNotContain(-1);
    assertThat(loop.pass()).isEqualTo(PassResult.MORE);
    assertThat(executed).hasSize(20_000);
    assertThat(loop.pass()).isEqualTo(PassResult.IDLE);
    loop.close(Duration.ofSeconds(20));
  }

  @Test
  void anAgentThatFailsWhileTheLoopEndsHidesNothing() throws Exception {
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
            throw new IllegalStateException("on purpose");
          }
        };
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    client.close(Duration.ofSeconds(20));
    assertThat(agent.closed.getCount()).isZero();
    assertThat(client.post(a -> {})).isFalse();
    server.close(Duration.ofSeconds(20));
  }

  @Test
  void aLoopThatWasNeverStartedDeliversPostedCommands() {
    FakeAgent agent = new FakeAgent();
    AtomicBoolean delivered = new AtomicBoolean();
    ClientLink<Consumer<FakeAgent>> client =
        new ClientLink<>(Endpoint.parse("tcp://127.0.0.1:9"), OPTIONS, agent);
    assertThat(client.post(a -> delivered.set(true))).isTrue();
    client.close(Duration.ofSeconds(Long.MAX_VALUE)); // there is nothing to wait for
    assertThat(delivered.get()).isTrue();
    assertThat(agent.closed.getCount()).isZero();
  }

  private static String threadOf(ClientLink<Consumer<FakeAgent>> client) throws Exception {
    BlockingQueue<String> registry = new LinkedBlockingQueue<>();
    assertThat(client.post(a -> registry.add(Thread.currentThread().getName()))).isTrue();
    return FakeAgent.next(registry);
  }

  private static String threadOf(LinkOptions ofServer, LinkOptions ofClient, String where)
      throws Exception {
    FakeAgent agent = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(ofServer, LinkContract.echo());
    ClientLink<Consumer<FakeAgent>> client =
        new ClientLink<>(server.bind(Endpoint.parse(where)), ofClient, agent);
    server.start();
    client.start();
    FakeAgent.next(agent.connected);
    String thread = threadOf(client);
    client.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
    return thread;
  }

  @Test
  void anEncryptedLoopMovesToTheIoThreadAndOthersStayOnTheirOwn() throws Exception {
    String[] pair = CurveKeys.generate();
    LinkOptions ofServer = OPTIONS.with(CurveOptions.ofServer(pair[0], pair[1], key -> true));
    LinkOptions ofClient = OPTIONS.with(CurveOptions.ofClient(pair[0], pair[1], pair[0]));
    assertThat(threadOf(ofServer, ofClient, "tcp://127.0.0.1:*")).contains("-iothread-");

    assertThat(threadOf(OPTIONS, OPTIONS, "tcp://127.0.0.1:*")).isEqualTo(OPTIONS.name());
    assertThat(threadOf(OPTIONS, OPTIONS, "inproc://*")).isEqualTo(OPTIONS.name());
  }

  @Test
  void anAgentThatFailsEndsItsLoopAndNothingElse() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    client.post(
        a -> {
          throw new IllegalStateException("on purpose");
        });
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure).hasMessage("on purpose");
    await().until(() -> !client.post(a -> {}));
    client.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
  }

  /** Posts before, after, and just when the loop goes to sleep. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "inproc://*"})
  void noPostIsMissedWhileTheLoopSpins(String where) throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse(where));
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    Random random = new Random(5);
    AtomicInteger seen = new AtomicInteger();
    for (int i = 1; i <= 20_000; i++) {
      assertThat(client.post(a -> seen.incrementAndGet())).isTrue();
      long limit = System.nanoTime() + SECONDS.toNanos(FakeAgent.LIMIT_SECONDS);
      while (seen.get() < i) {
        assertThat(System.nanoTime() - limit).as("post " + i).isNegative();
        Thread.onSpinWait();
      }
      long gap = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(2_000);
      for (long begun = System.nanoTime(); System.nanoTime() - begun < gap; ) {
        Thread.onSpinWait();
      }
    }
    client.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
  }
}
