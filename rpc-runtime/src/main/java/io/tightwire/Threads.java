package io.tightwire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that run user code unless the user brings others. All are daemons. */
final class Threads {

  /** {@code Executors.newVirtualThreadPerTaskExecutor()}, which this Java release may not have. */
  private static final @Nullable MethodHandle VIRTUAL = virtual();

  private Threads() {}

  private static @Nullable MethodHandle virtual() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  /** A few threads for callbacks, in the order in which results come in. */
  static ExecutorService callbacks() {
    return new ForkJoinPool(
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        pool -> {
          ForkJoinWorkerThread thread =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
          thread.setName("tightwire-callback-" + thread.getPoolIndex());
          return thread;
        },
        null,
        true);
  }

  static boolean hasVirtual() {
    return VIRTUAL != null;
  }

  /**
   * Threads for handlers: virtual ones where there are any, else as many as lanes ask for, which
   * bound them.
   */
  static ExecutorService handlers() {
    if (VIRTUAL != null) {
      try {
        return (ExecutorService) VIRTUAL.invoke();
      } catch (Throwable e) {
        throw new IllegalStateException("No virtual threads", e);
      }
    }
    return platformHandlers();
  }

  static ExecutorService platformHandlers() {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "tightwire-handler-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
