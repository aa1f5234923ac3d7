package io.tightwire;

/**
 * Listens to one call that an interceptor has let pass. Exceptions that a listener throws are
 * logged, and disturb neither the call nor other listeners. {@link ServerInterceptor} has an
 * example.
 *
 * <p>Called by several threads, one after another.
 */
@FunctionalInterface
public interface CallListener {

  /** Listens to nothing. */
  CallListener NONE = end -> {};

  /**
   * Tells that the call has ended. Called exactly once, for every outcome.
   *
   * @param end how
   */
  void onEnd(CallEnd end);

  /**
   * Tells of an attempt of a client's call after its first one. Called once for each of them, in
   * their order, just before {@link #onEnd} on the same thread; not called for a call that was sent
   * once, nor on a server.
   *
   * @param attempt which one, where and why
   */
  default void onAttempt(Attempt attempt) {}

  /**
   * Returns something that holds for a thread while it runs the call's code: a tracing scope, a
   * logger's context. It is closed on the same thread when that piece of code is done.
   *
   * <ul>
   *   <li>A server asks for one around each piece of the call that runs on its handler threads: the
   *       handler, and each time a stream is asked for items. Closing a stream's source can come
   *       after {@link #onEnd}.
   *   <li>A client asks for one around each callback of the call: the completion of its future,
   *       with the stages that were attached before, and each signal of a subscriber. Most of them
   *       come after {@link #onEnd}. A blocking call and a stream that is pulled have no callbacks:
   *       all of their code runs on the caller's own thread.
   * </ul>
   *
   * <p>Scopes nest: the interceptor that was added first is entered first and left last. The pieces
   * of one call do not overlap, except that the caller may complete or cancel a future on any
   * thread, which is a piece of its own. If this throws, that is logged and the code runs without
   * the scope.
   *
   * @return closed when that piece is done; {@link Scope#NONE} if there is nothing to close
   */
  default Scope enter() {
    return Scope.NONE;
  }

  /** Left when a piece of a call is done. */
  @FunctionalInterface
  interface Scope extends AutoCloseable {

    /** Nothing to leave. */
    Scope NONE = () -> {};

    /** Leaves it. */
    @Override
    void close();
  }
}
