package io.tightwire.internal.server;

import io.tightwire.RejectedCall;
import io.tightwire.ServerInterceptor;
import io.tightwire.internal.flow.LoopCounter;
import io.tightwire.internal.flow.Workers;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells interceptors of the calls that were turned away, one after another on a thread of an
 * executor. An interceptor that blocks holds up nothing else: what it does not take is counted.
 *
 * <p>{@link #add} and {@link #close} are confined to the loop thread; the rest is thread-safe.
 */
final class RejectionReports {

  /** The most reports that wait. */
  static final int MAX_WAITING = 1024;

  private final List<ServerInterceptor> interceptors;
  private final ServerLog log;
  private final Workers worker;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LoopCounter dropped = new LoopCounter();
  private volatile boolean closed;

  /** Creates reports to interceptors, in their order. */
  RejectionReports(List<ServerInterceptor> interceptors, Executor threads, ServerLog log) {
    this.interceptors = interceptors;
    this.log = log;
    this.worker = new Workers(1, threads, ForkJoinPool.commonPool(), Runnable::run);
  }

  /** Returns whether there is an interceptor to tell. */
  boolean isNeeded() {
    return !interceptors.isEmpty();
  }

  /** Reports a call later, or counts it if too many others wait. */
  void add(RejectedCall call) {
    if (waiting.get() >= MAX_WAITING) {
      dropped.increment();
      return;
    }
    waiting.incrementAndGet();
    if (worker.offer(() -> tell(call)) != null) { // there is no thread
      waiting.decrementAndGet();
      dropped.increment();
    }
  }

  private void tell(RejectedCall call) {
    waiting.decrementAndGet();
    for (ServerInterceptor interceptor : interceptors) {
      try {
        interceptor.onRejected(call);
      } catch (Throwable e) {
        log.interceptorNotTold(interceptor, call, e);
      } finally {
        boolean unused = Thread.interrupted(); // the next one starts without it
      }
    }
  }

  /** Ends the server: what waits is still told, but counts as not told until then. */
  void close() {
    closed = true;
  }

  /** Returns how many calls were not told. */
  long notTold() {
    return dropped.value() + (closed ? waiting.get() : 0);
  }
}
