package io.tightwire.internal.context;

import io.tightwire.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * Holds the call that each handler thread runs. It stands below client and server: a server sets
 * it, and the calls that a handler makes inherit from it. Thread-safe.
 */
public final class CurrentCall {

  /** A context that says whether its handler runs on a server's loop. */
  public interface Inlineable {
    /** Returns whether the handler runs on the loop, where it must not wait. */
    boolean isInline();
  }

  private static final ThreadLocal<@Nullable RpcContext> CURRENT = new ThreadLocal<>();

  private CurrentCall() {}

  /** Returns the context of this thread's call; null outside handlers. */
  public static @Nullable RpcContext get() {
    return CURRENT.get();
  }

  /** Returns whether this thread is a server's loop that runs a handler: it must not wait. */
  public static boolean isInline() {
    return isInline(CURRENT.get());
  }

  /** Returns whether that is the call of a handler that runs on a server's loop. */
  public static boolean isInline(@Nullable RpcContext call) {
    return call instanceof Inlineable context && context.isInline();
  }

  /** Sets the call that this thread runs from now on. */
  public static void set(RpcContext context) {
    CURRENT.set(context);
  }

  /** Says that this thread runs no call any more. */
  public static void clear() {
    CURRENT.set(null); // remove() would have each call make an entry
  }
}
