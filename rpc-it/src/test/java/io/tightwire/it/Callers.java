package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that make one call at a time each until they are told to finish, and continue after
 * failures. They record the outcome of each call. Thread-safe.
 */
final class Callers {

  /** One blocking call. */
  interface Call {
    void make(String id);
  }

  private final Queue<String> completed = new ConcurrentLinkedQueue<>();
  private final Map<String, RpcException> failed = new ConcurrentHashMap<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger progress = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Callers() {}

  static Callers start(int count, Call call) {
    Callers callers = new Callers();
    for (int i = 0; i < count; i++) {
      String name = "caller " + i;
      Thread thread = new Thread(() -> callers.run(name, call), name);
      thread.setDaemon(true);
      callers.threads.add(thread);
    }
    callers.threads.forEach(Thread::start);
    return callers;
  }

  private void run(String name, Call call) {
    try {
      for (int i = 0; !over; i++) {
        String id = name + '.' + i;
        try {
          call.make(id);
          completed.add(id);
          progress.incrementAndGet();
        } catch (RpcException e) {
          failed.put(id, e);
        }
      }
    } catch (Throwable e) {
      surprises.add(name + " ended with " + e);
    }
  }

  /** Waits until a number of further calls have been completed. */
  void awaitProgress(int calls) {
    int goal = progress.get() + calls;
    await()
        .atMost(Signal.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> progress.get() >= goal);
  }

  /** Waits until each caller has the outcome of its last call. */
  void finish() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join(2 * Processes.LONG.toMillis());
      assertThat(thread.isAlive()).as("%s hangs", thread.getName()).isFalse();
    }
    assertThat(surprises).isEmpty();
  }

  /** Returns the calls that were completed. */
  Queue<String> completed() {
    return completed;
  }

  /** Returns the calls that failed. */
  Map<String, RpcException> failed() {
    return failed;
  }
}
