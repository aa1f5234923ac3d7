package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hand-overs between callers, without the loop's own thread: nothing makes up for one that is lost.
 * The network is a thread that returns each call after a while.
 */
@Timeout(120)
class CallerHandOverTest {

  private static class FakeLoop extends AttendedLoop implements Poller {
    private final Queue<FakeCall> posted = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<FakeCall> sent = new LinkedBlockingQueue<>();
    private final Queue<FakeCall> arrived = new ConcurrentLinkedQueue<>();

    /** As an event of a selector, and its wake-up. */
    private final Semaphore events = new Semaphore(0);

    private final boolean spins;
    private @Nullable Thread inPass;

    FakeLoop(boolean spins) {
      this.spins = spins;
    }

    @Override
    public PassResult run() {
      assertThat(inPass).as("another thread runs a pass").isNull();
      inPass = Thread.currentThread();
      int work = 0;
      for (FakeCall call; (call = posted.poll()) != null; work++) {
        sent.add(call);
      }
      for (FakeCall call; (call = arrived.poll()) != null; work++) {
        call.end();
      }
      inPass = null;
      return work > 0 ? PassResult.MORE : PassResult.IDLE;
    }

    /** Returns calls as a server does, one or several at a time. */
    void serve() {
      try {
        for (int i = 0; ; i++) {
          arrived.add(sent.take());
          if (i % 3 == 0) {
            for (FakeCall next; (next = sent.poll()) != null; ) {
              arrived.add(next);
            }
          }
          events.release();
        }
      } catch (InterruptedException e) {
        // The test is over.
      }
    }

    @Override
    public boolean hasWork() {
      return !posted.isEmpty();
    }

    @Override
    public boolean shouldSpin() {
      return spins && Math.floorMod(System.nanoTime(), 7) != 0;
    }

    @Override
    public Poller poller() {
      return this;
    }

    @Override
    public boolean poll() {
      return !arrived.isEmpty();
    }

    @Override
    public void dispatch() {}

    @Override
    public void await(long nanos) {
      if (arrived.isEmpty()) {
        events.acquireUninterruptibly();
      }
      events.drainPermits();
    }

    @Override
    public void wake() {
      events.release();
    }
  }

  private static LoopSharing sharing(FakeLoop loop, int yields, boolean crowded)
      throws IOException {
    Thread never = new Thread(() -> {});
    SharedPasses passes = new SharedPasses(loop, () -> crowded);
    PassResult unused = passes.run(); // after which callers may drive
    return new LoopSharing(loop, never, failure -> {}, yields, passes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 0, false",
    "2, true, 9, false",
    "2, false, 0, false",
    "8, true, 9, false",
    "8, true, 9, true",
    "8, false, 9, false",
    "8, false, 0, false",
    "64, true, 9, false",
    "64, false, 9, false",
    "64, false, 9, true",
    "64, false, 0, false"
  })
  void noHandOverIsLost(int callers, boolean spins, int yields, boolean crowded) throws Exception {
    FakeLoop loop = new FakeLoop(spins);
    LoopSharing sharing = sharing(loop, yields, crowded);
    Thread network = new Thread(loop::serve);
    network.start();
    int each = 20_000 / callers;
    CountDownLatch ended = new CountDownLatch(callers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  FakeCall call = new FakeCall();
                  loop.posted.add(call);
                  assertThat(sharing.help()).isTrue();
                  sharing.await(call);
                  assertThat(call.isDone()).isTrue();
                }
                ended.countDown();
              });
      threads.add(thread);
      thread.start();
    }
    boolean all = ended.await(60, TimeUnit.SECONDS);
    threads.forEach(Thread::interrupt);
    network.interrupt();
    assertThat(all).as("%s callers still wait", ended.getCount()).isTrue();
  }

  /** One pass then writes those of several callers. On a crowded machine that could take long. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void requestsAreLeftToADriverThatIsAwake(boolean crowded) throws Exception {
    Semaphore polls = new Semaphore(0);
    Semaphore mayGoOn = new Semaphore(0);
    FakeLoop loop =
        new FakeLoop(true) {
          @Override
          public boolean shouldSpin() {
            return true;
          }

          @Override
          public boolean poll() {
            polls.release();
            mayGoOn.acquireUninterruptibly();
            return false;
          }
        };
    LoopSharing sharing = sharing(loop, 9, crowded);
    Driver driver = new Driver(sharing);
    assertThat(polls.tryAcquire(60, TimeUnit.SECONDS)).isTrue();

    FakeCall call = new FakeCall();
    loop.posted.add(call);
    assertThat(sharing.help()).isTrue();

    assertThat(loop.sent.isEmpty()).as("the request is left to the driver").isEqualTo(!crowded);
    mayGoOn.release(Integer.MAX_VALUE / 2);
    assertThat(loop.sent.poll(60, TimeUnit.SECONDS)).isSameAs(call);
    driver.end();
  }

  /** The thread that wakes the driver may be suspended before it does. */
  @Test
  void requestsAreNotLeftToADriverThatIsBeingWoken() throws Exception {
    Semaphore selects = new Semaphore(0);
    Semaphore wakes = new Semaphore(0);
    Semaphore mayWake = new Semaphore(0);
    FakeLoop loop =
        new FakeLoop(false) {
          @Override
          public void await(long nanos) {
            selects.release();
            super.await(nanos);
          }

          @Override
          public void wake() {
            wakes.release();
            mayWake.acquireUninterruptibly();
            super.wake();
          }
        };
    LoopSharing sharing = sharing(loop, 9, false);
    Driver driver = new Driver(sharing);
    assertThat(selects.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    Thread waker = new Thread(sharing::wake);
    waker.start();
    assertThat(wakes.tryAcquire(60, TimeUnit.SECONDS)).isTrue();

    FakeCall call = new FakeCall();
    loop.posted.add(call);
    assertThat(sharing.help()).isTrue();

    assertThat(loop.sent.poll()).isSameAs(call);
    mayWake.release(Integer.MAX_VALUE / 2);
    driver.end();
    waker.join();
  }

  /** A caller that drives while no other does. */
  private static final class Driver {

    private final LoopSharing sharing;
    private final CompletableFuture<FakeCall> call = new CompletableFuture<>();
    private final Thread thread;

    Driver(LoopSharing sharing) {
      this.sharing = sharing;
      this.thread = new Thread(this::run);
      thread.start();
    }

    private void run() {
      FakeCall own = new FakeCall();
      call.complete(own);
      sharing.await(own);
    }

    /** Ends its call, and waits until it has returned. */
    void end() throws Exception {
      call.get().end();
      sharing.wake();
      thread.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(thread.isAlive()).isFalse();
    }
  }
}
