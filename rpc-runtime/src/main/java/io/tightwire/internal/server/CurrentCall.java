package io.tightwire.internal.server;

import io.tightwire.RpcContext;
import org.jspecify.annotations.Nullable;

/** The call that each handler thread runs. Thread-safe. */
public final class CurrentCall {

  private static final ThreadLocal<@Nullable RpcContext> CURRENT = new ThreadLocal<>();

  private CurrentCall() {}

  /** The context of this thread's call; null outside handlers. */
  public static @Nullable RpcContext get() {
    return CURRENT.get();
  }

  /** Whether this thread is a server's loop, running a handler: it must not wait for anything. */
  public static boolean isInline() {
    return CURRENT.get() instanceof CallContext context && context.isInline();
  }

  static void set(RpcContext context) {
    CURRENT.set(context);
  }

  static void clear() {
    CURRENT.remove();
  }
}
