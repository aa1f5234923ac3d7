package io.tightwire.internal.stream;

/**
 * The call whose items an {@link ItemStream} sends: what the sending half needs of its side.
 * Implementations are thread-safe.
 */
public interface SendingCall {

  /** Returns the call's id on the wire. */
  long id();

  /** Returns the method's name, for messages. */
  String name();

  /** Returns whether the call is cancelled or past its deadline, so that no item is of use. */
  boolean isCancelled();

  /** Returns the size of the largest frame, in bytes, that this side sends and the other takes. */
  int maxFrameSize();

  /** Runs a turn of the source soon, on a thread that may run user code. */
  void schedule(Runnable turn);

  /**
   * Runs the source's user code on this thread, in the call's context. Does nothing if the call is
   * cancelled.
   */
  void runSource(Runnable part);

  /** Runs the clean-up of a source on this thread, also if the call is cancelled. */
  void runRelease(Runnable part);

  /** Is called for each item that is emitted. */
  void itemEmitted();

  /** Asks the loop to {@linkplain ItemStream#poll poll} the stream. */
  void itemsReady();
}
