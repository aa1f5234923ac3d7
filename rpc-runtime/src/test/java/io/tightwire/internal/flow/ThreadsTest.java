package io.tightwire.internal.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThreadsTest {

  private static final InheritableThreadLocal<@Nullable String> TENANT =
      new InheritableThreadLocal<>();

  /** The properties of a thread. */
  private record Traits(
      String name, boolean daemon, @Nullable ClassLoader loader, @Nullable String tenant) {

    static Traits of(Executor executor) throws InterruptedException {
      BlockingQueue<Traits> found = new LinkedBlockingQueue<>();
      executor.execute(
          () -> {
            Thread thread = Thread.currentThread();
            found.add(
                new Traits(
                    thread.getName(),
                    thread.isDaemon(),
                    thread.getContextClassLoader(),
                    TENANT.get()));
          });
      return take(found);
    }
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T taken = queue.poll(30, SECONDS);
    if (taken == null) {
      throw new AssertionError("Nothing has come");
    }
    return taken;
  }

  @Test
  void threadsHaveTheLoaderOfTheOwnersBuilderAndInheritNothingElse() throws Exception {
    Thread self = Thread.currentThread();
    ClassLoader before = self.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
      self.setContextClassLoader(application);
      Threads.Pool handlers = Threads.handlers();
      Threads.Callbacks callbacks = Threads.callbacks();
      self.setContextClassLoader(null); // the thread that asks for the new one does not matter
      TENANT.set("acme");
      assertThat(Traits.of(handlers))
          .isEqualTo(new Traits("tightwire-handler-1", true, application, null));
      assertThat(Traits.of(callbacks))
          .isEqualTo(new Traits("tightwire-callback-1", true, application, null));
    } finally {
      TENANT.remove();
      self.setContextClassLoader(before);
    }
  }

  @Test
  void callbacksThatBlockDelayNoOthers() throws Exception {
    Threads.Callbacks callbacks = Threads.callbacks();
    CountDownLatch release = new CountDownLatch(1);
    try {
      for (int i = 0; i < 100; i++) {
        callbacks.execute(() -> awaitUnchecked(release));
      }
      CountDownLatch ran = new CountDownLatch(1);
      callbacks.execute(ran::countDown);
      assertThat(ran.await(30, SECONDS)).isTrue();
    } finally {
      release.countDown();
      callbacks.close();
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void interruptOfOneCallbackDoesNotReachTheNext() throws Exception {
    Threads.Callbacks callbacks = Threads.callbacks();
    BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
    CountDownLatch both = new CountDownLatch(1);
    callbacks.execute(
        () -> {
          awaitUnchecked(both);
          Thread.currentThread().interrupt();
        });
    for (int i = 0; i < 20; i++) {
      callbacks.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
    }
    both.countDown();
    for (int i = 0; i < 20; i++) {
      assertThat(take(interrupted)).isFalse();
    }
    callbacks.close();
  }

  @Test
  void closedPoolKeepsNoThreadAndStillRunsLateTasks() throws Exception {
    Threads.Callbacks callbacks = Threads.callbacks();
    BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
    callbacks.execute(() -> ran.add(Thread.currentThread()));
    Thread first = take(ran);
    callbacks.close();
    await().until(() -> !first.isAlive());
    callbacks.execute(() -> ran.add(Thread.currentThread()));
    Thread late = take(ran);
    await().until(() -> !late.isAlive());
  }
}
