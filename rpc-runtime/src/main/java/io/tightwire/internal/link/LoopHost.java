package io.tightwire.internal.link;

/**
 * A thread with an event loop that can run a {@link Loop} as a hook of its selector. {@link #host}
 * and {@link #wake} are thread-safe; {@link #unhook} is confined to the host's thread.
 */
public interface LoopHost {

  /** Returns the host's thread. */
  Thread thread();

  /** Calls a hook from now on, until {@link #unhook}. */
  void host(SelectorHook hook);

  /** Stops calling the hook. */
  void unhook();

  /** Ends the thread's sleep, for the hook to make a pass. */
  void wake();
}
