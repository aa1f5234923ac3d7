package io.tightwire.internal.flow;

import org.jspecify.annotations.Nullable;

/**
 * A thread that a loop runs on, or may run on. It has the context class loader of who creates it,
 * for user code that runs inline, and none of its inheritable thread-locals. Safe for use by many
 * threads.
 */
public class LoopThread extends Thread {

  /** A daemon that is not started. */
  public LoopThread(@Nullable Runnable body, String name) {
    super(null, body, name, 0, false);
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Whether the calling thread is one: it must not wait for calls, for it is what reads their
   * answers, or those of others.
   */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof LoopThread;
  }

  /**
   * Checks that the calling thread may wait.
   *
   * @param what would be waited for
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
              + " executor) with threads of its own");
    }
  }
}
