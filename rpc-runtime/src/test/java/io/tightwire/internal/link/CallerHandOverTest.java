package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hand-overs between callers, without the loop's own thread: nothing makes up for one that is lost.
 * The network is a thread that returns each call after a while.
 */
@Timeout(120)
class CallerHandOverTest {

  private static final class Call implements Waiter {
    final Thread caller = Thread.currentThread();
    private volatile boolean done;
    private volatile boolean parked;

    void end() {
      done = true;
      if (parked) {
        LockSupport.unpark(caller);
      }
    }

    @Override
    public boolean isDone() {
      return done;
    }

    @Override
    public void setParked(boolean now) {
      parked = now;
    }
  }

  private static final class FakeLoop extends AttendedLoop implements Poller {
    private final Queue<Call> posted = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Call> sent = new LinkedBlockingQueue<>();
    private final Queue<Call> arrived = new ConcurrentLinkedQueue<>();

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
      for (Call call; (call = posted.poll()) != null; work++) {
        sent.add(call);
      }
      for (Call call; (call = arrived.poll()) != null; work++) {
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
            for (Call next; (next = sent.poll()) != null; ) {
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

  @ParameterizedTest
  @CsvSource({
    "1, true, 0",
    "2, true, 9",
    "2, false, 0",
    "8, true, 9",
    "8, false, 9",
    "8, false, 0",
    "64, true, 9",
    "64, false, 9",
    "64, false, 0"
  })
  void noHandOverIsLost(int callers, boolean spins, int yields) throws Exception {
    FakeLoop loop = new FakeLoop(spins);
    Thread never = new Thread(() -> {});
    LoopSharing sharing = new LoopSharing(loop, never, failure -> {}, yields);
    PassResult unused = sharing.pass(); // after which callers may drive
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
                  Call call = new Call();
                  loop.posted.add(call);
                  assertThat(sharing.help()).isTrue();
                  sharing.await(call);
                  assertThat(call.done).isTrue();
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
}
