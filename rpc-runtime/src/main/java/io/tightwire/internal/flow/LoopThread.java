package io.tightwire.internal.flow;

import org.jspecify.annotations.Nullable;

/**
 * A thread that an event loop runs on, or may run on. It has the context class loader of the thread
 * that creates it, for user code that runs inline, and none of its inheritable thread-locals.
 * Thread-safe.
 */
public class LoopThread extends Thread {

  /** Whether the thread runs a pass of a loop that is not its own. */
  private static final ThreadLocal<Boolean> PASSING = ThreadLocal.withInitial(() -> false);

  /** Whether it runs a task that is not the loop's. Confined to the thread itself. */
  private boolean inTask;

  /** Creates a daemon that is not started. */
  public LoopThread(@Nullable Runnable body, String name) {
    super(null, body, name, 0, false);
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  /** Marks the calling thread, which is a loop's, as that of a task until {@link #endTask()}. */
  public static void beginTask() {
    if (Thread.currentThread() instanceof LoopThread loop) {
      loop.inTask = true;
    }
  }

  /** Ends the task that the calling thread has begun. */
  public static void endTask() {
    if (Thread.currentThread() instanceof LoopThread loop) {
      loop.inTask = false;
    }
  }

  /** Returns whether the calling thread is a loop's own, and does not run a task. */
  public static boolean isOwn() {
    return Thread.currentThread() instanceof LoopThread loop && !loop.inTask;
  }

  /** Returns whether the calling thread is a loop's own that runs a task. */
  public static boolean isInTask() {
    return Thread.currentThread() instanceof LoopThread loop && loop.inTask;
  }

  /** Marks the calling thread, which may be a caller's, as a loop's until {@link #endPass()}. */
  public static void beginPass() {
    if (!isOwn()) {
      PASSING.set(true);
    }
  }

  /** Ends the pass that the calling thread has begun. */
  public static void endPass() {
    if (!isOwn()) {
      PASSING.set(false);
    }
  }

  /**
   * Returns whether the calling thread is a loop's. It must not wait for calls, since it is the
   * thread that reads their responses, or those of others.
   */
  public static boolean isCurrent() {
    return isOwn() || PASSING.get();
  }

  /**
   * Checks that the calling thread may wait.
   *
   * @param what is waited for, for the message
   * @throws IllegalStateException if it is a loop's
   */
  public static void requireOther(String what) {
    if (isCurrent()) {
      throw new IllegalStateException(
          what
              + " can't be waited for on the thread \""
              + Thread.currentThread().getName()
              + "\", which reads and writes for a client or server, and would wait for ever; use"
              + " remoteFuture() or remotePublisher(), or a callbackExecutor (of a server: an"
              + " executor) with separate threads");
    }
  }
}
