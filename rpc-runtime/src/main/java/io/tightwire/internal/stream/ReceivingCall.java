package io.tightwire.internal.stream;

/**
 * The call whose items an {@link ItemReceiver} receives: what the receiving half needs of its side.
 * Implementations are thread-safe.
 */
public interface ReceivingCall {

  /** Sends credit to the sender, by way of the loop, which also {@link ItemReceiver#addCredit}s. */
  void sendCredit(Window.Grant credit);

  /** Returns the time in nanoseconds, on the clock of {@link System#nanoTime()}. */
  long now();
}
