package io.tightwire.internal.flow;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run user code unless the user brings others. All are daemons of the system's
 * scheduler, so that threads that compute do not starve the others; they have the context class
 * loader of the thread that built the client or server, and none of its inheritable thread-locals.
 * Those of the process ({@link #ofProcess}) may outlive the application, and have no such loader.
 */
public final class Threads {

  /** The most callbacks of one client that may run, or block, at a time. */
  private static final int MAX_CALLBACKS = 256;

  private static final long IDLE_SECONDS = 30;

  private Threads() {}

  /** For handlers: as many as lanes ask for, which bound them. */
  public static Pool handlers() {
    return new Pool("tightwire-handler");
  }

  /** For encryption: as many as a server asks for, which bounds them. */
  public static Pool crypto() {
    return new Pool("tightwire-crypto");
  }

  /** For registrars, which may block: as many as there are, while they have something to do. */
  public static Pool registrations() {
    return new Pool("tightwire-registration");
  }

  /**
   * Creates a timer with one thread.
   *
   * @param name of the thread
   */
  public static ScheduledExecutorService timer(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Executors.newSingleThreadScheduledExecutor(task -> thread(name, task, loader));
  }

  /**
   * Creates a thread that may outlive the application that needs it: a daemon without a context
   * class loader.
   */
  public static Thread ofProcess(String name, Runnable task) {
    return thread(name, task, null);
  }

  /** For callbacks. */
  public static Callbacks callbacks() {
    return new Callbacks();
  }

  /**
   * Returns whether a thread is virtual; known by its class, since Java 17 has no method for it.
   */
  public static boolean isVirtual(Thread thread) {
    return thread.getClass() != Thread.class
        && thread.getClass().getName().equals("java.lang.VirtualThread");
  }

  private static Thread thread(String name, Runnable task, @Nullable ClassLoader loader) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** As many threads as are asked for, each kept for a while after its task. */
  public static final class Pool implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    Pool(String name) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      AtomicInteger count = new AtomicInteger();
      threads =
          new ThreadPoolExecutor(
              0,
              Integer.MAX_VALUE,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              task -> thread(name + '-' + count.incrementAndGet(), task, loader));
    }

    @Override
    public void execute(Runnable task) {
      threads.execute(task);
    }

    /** Idle threads end now, the others after their tasks; what comes later is run all the same. */
    @Override
    public void close() {
      threads.setKeepAliveTime(0, TimeUnit.SECONDS);
    }
  }

  /**
   * Runs callbacks in the order in which they come, so that none waits for others that block: there
   * is always one more thread than callbacks that run, up to a bound.
   */
  public static final class Callbacks implements Executor, AutoCloseable {

    private final Pool pool = new Pool("tightwire-callback");
    private final Workers workers = new Workers(MAX_CALLBACKS, pool, pool, Callbacks::run);

    private static void run(Runnable callback) {
      try {
        callback.run();
      } finally {
        boolean unused = Thread.interrupted(); // the next one starts without it
      }
    }

    @Override
    public void execute(Runnable callback) {
      Throwable refusal = workers.offer(callback);
      if (refusal != null) {
        throw new RejectedExecutionException("No thread takes callbacks", refusal);
      }
    }

    /** As {@link Pool#close()}. */
    @Override
    public void close() {
      pool.close();
    }
  }
}
