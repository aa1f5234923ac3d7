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
   * Something that holds for a thread while it runs the call's code: a tracing scope, a logger's
   * context. A server asks for one around each piece of the call that runs on its handler threads
   * (the handler, and each time a stream is asked for items), and closes it on the same thread, the
   * last interceptor's first. The pieces of one call do not overlap; closing a stream's source can
   * come after {@link #onEnd}. Clients don't ask.
   *
   * @return closed when that piece is done
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
