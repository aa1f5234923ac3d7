package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that wait for their calls run a client's loop, in turns and together with its own. */
@Timeout(240)
class LoopSharingTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-shared", 1 << 20, 8 << 20);

  /** One call; its id travels there and back. */
  private static final class Call extends FakeCall {
    final boolean attended;

    /** The thread whose pass has ended it. */
    volatile String endedBy = "";

    Call(boolean attended) {
      this.attended = attended;
    }
  }

  /** Sends the ids of calls, and ends those whose id comes back. Confined to the loop thread. */
  private static final class Calls extends FakeAgent {
    final Map<Integer, Call> open = new HashMap<>();
    private int lastId;
    private int unattended;

    void start(Call call) {
      open.put(++lastId, call);
      unattended += call.attended ? 0 : 1;
      peers.get(0).send(ByteBuffer.allocate(4).putInt(lastId).array());
    }

    @Override
    public void onMessage(Peer peer, byte[] message, long now) {
      ByteBuffer ids = ByteBuffer.wrap(message); // several, if calls were sent together
      while (ids.hasRemaining()) {
        Call call = open.remove(ids.getInt());
        if (call != null) {
          end(call);
        }
      }
    }

    private void end(Call call) {
      unattended -= call.attended ? 0 : 1;
      call.endedBy = Thread.currentThread().getName();
      call.end();
    }

    @Override
    public boolean callersMayDrive() {
      return !peers.isEmpty() && unattended == 0;
    }

    @Override
    public void onClosed(@org.jspecify.annotations.Nullable Throwable failure) {
      super.onClosed(failure);
      List.copyOf(open.values()).forEach(this::end);
      open.clear();
    }
  }

  private final Calls calls = new Calls();
  private final ServerLink<Consumer<FakeAgent>> server =
      new ServerLink<>(OPTIONS, LinkContract.echo());
  private ClientLink<Consumer<FakeAgent>> client;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  LoopSharingTest() throws Exception {
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    client = new ClientLink<>(endpoint, OPTIONS, calls);
  }

  @BeforeEach
  void connect() throws Exception {
    server.start();
    client.start();
    FakeAgent.next(calls.connected);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    client.close(Duration.ofSeconds(1));
    server.close(Duration.ofSeconds(1));
  }

  private Call call() {
    Call call = new Call(true);
    assertThat(client.postAndHelp(agent -> calls.start(call))).isTrue();
    assertThat(client.await(call)).isTrue();
    return call;
  }

  @Test
  void aSingleCallerRunsTheLoop() {
    int own = 0;
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(FakeAgent.LIMIT_SECONDS);
    while (own < 1_000) { // on a busy machine the loop's own thread ends some
      assertThat(limit - System.nanoTime()).as("%s calls ended by their caller", own).isPositive();
      own += call().endedBy.equals(Thread.currentThread().getName()) ? 1 : 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 64})
  void manyCallersShareTheLoop(int callers) throws Exception {
    List<Future<Integer>> ends = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      ends.add(threads.submit(repeat(40_000 / callers)));
    }
    for (Future<Integer> end : ends) {
      assertThat(end.get(FakeAgent.LIMIT_SECONDS * 4, TimeUnit.SECONDS))
          .isEqualTo(40_000 / callers);
    }
  }

  private Callable<Integer> repeat(int count) {
    return () -> {
      int done = 0;
      for (int i = 0; i < count; i++) {
        done += call().isDone() ? 1 : 0;
      }
      return done;
    };
  }

  /** With calls that no thread waits for, the loop's own thread drives. */
  @Test
  void unattendedCallsAreEndedThoughNobodyWaits() throws Exception {
    Future<Integer> callers = threads.submit(repeat(5_000));
    Random random = new Random(3);
    while (!callers.isDone()) {
      Call unattended = new Call(false);
      client.post(agent -> calls.start(unattended));
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofNanos(100_000))
          .atMost(Duration.ofSeconds(FakeAgent.LIMIT_SECONDS))
          .until(() -> unattended.isDone());
      LockSupport.parkNanos(random.nextInt(8_000_000)); // so that callers drive again
    }
    assertThat(callers.get()).isEqualTo(5_000);
  }

  @Test
  void interruptedCallersLeaveAndOthersGoOn() throws Exception {
    Future<Integer> others = threads.submit(repeat(20_000));
    AtomicInteger interrupted = new AtomicInteger();
    while (!others.isDone()) {
      CountDownLatch begun = new CountDownLatch(1);
      Thread caller =
          new Thread(
              () -> {
                Call never = new Call(true); // is not sent
                begun.countDown();
                client.await(never);
                interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
              });
      caller.start();
      begun.await();
      caller.interrupt();
      caller.join(TimeUnit.SECONDS.toMillis(FakeAgent.LIMIT_SECONDS));
      assertThat(caller.isAlive()).isFalse();
    }
    assertThat(others.get()).isEqualTo(20_000);
    assertThat(interrupted.get()).isPositive();
  }

  @Test
  void closingEndsCallsOfCallersThatDrive() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Boolean> waits =
        threads.submit(
            () -> {
              Call never = new Call(true);
              client.post(
                  agent -> {
                    calls.open.put(-1, never);
                    open.countDown();
                  });
              client.await(never);
              return never.isDone();
            });
    assertThat(open.await(FakeAgent.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    client.close(Duration.ofSeconds(20));
    assertThat(waits.get(FakeAgent.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(client.postAndHelp(agent -> {})).isFalse();
  }

  @Test
  void anAgentThatFailsInACallersPassBreaksTheLoopAndNotTheCaller() throws Exception {
    assertThat(call().isDone()).isTrue();
    Call never = new Call(true);
    client.postAndHelp(
        agent -> {
          calls.open.put(-1, never);
          throw new IllegalStateException("on purpose");
        });
    client.await(never);
    assertThat(never.isDone()).isTrue();
    assertThat(calls.closed.await(FakeAgent.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(client.failure()).asString().contains("on purpose"); // whichever thread met it
  }
}
