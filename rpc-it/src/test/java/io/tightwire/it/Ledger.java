package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records for a million calls how often each was run, and its outcome for the caller. Uses a few
 * bytes for each. Thread-safe.
 */
final class Ledger {

  /** The maximum number of times that an idempotent call is sent. */
  private static final int TRIES = 4;

  private static final int ENOUGH = 20;

  /** The outcome of a call for its caller. */
  enum CallOutcome {
    COMPLETED,
    UNRUN,
    MAYBE_RUN,
    SENT
  }

  private final AtomicIntegerArray runs;
  private final AtomicReferenceArray<@Nullable CallOutcome> outcomes;
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

  Ledger(int calls) {
    runs = new AtomicIntegerArray(calls);
    outcomes = new AtomicReferenceArray<>(calls);
  }

  /** Records that the handler runs the call. */
  void run(int id) {
    runs.incrementAndGet(id);
  }

  void completed(int id, boolean asExpected) {
    end(id, CallOutcome.COMPLETED);
    if (!asExpected) {
      surprise("call " + id + " got the response of another call");
    }
  }

  /** Records a one-way call that was sent. */
  void sent(int id) {
    end(id, CallOutcome.SENT);
  }

  void failed(int id, @Nullable Throwable failure) {
    if (failure instanceof RpcException e && isOfLostConnection(e)) {
      end(id, e.mayHaveExecuted() ? CallOutcome.MAYBE_RUN : CallOutcome.UNRUN);
    } else {
      end(id, CallOutcome.MAYBE_RUN);
      surprise("call " + id + " failed with " + failure);
    }
  }

  /** Checks a failure against docs/FAILURES.md, connections and deadlines. */
  private static boolean isOfLostConnection(RpcException failure) {
    return failure instanceof RpcUnavailableException
        || failure instanceof RpcTimeoutException
        || (failure instanceof RpcStreamingException && failure.status() == RpcStatus.UNAVAILABLE);
  }

  private void end(int id, CallOutcome what) {
    CallOutcome before = outcomes.getAndSet(id, what);
    if (before != null) {
      surprise("call " + id + " ended twice: " + before + ", then " + what);
    }
  }

  void surprise(String what) {
    if (surprises.size() < ENOUGH) {
      surprises.add(what);
    }
  }

  long count(CallOutcome what) {
    return which(id -> was(id, what)).count();
  }

  /** Returns how many of the one-way calls that were sent were run. */
  long sentAndRun() {
    return which(id -> was(id, CallOutcome.SENT) && runs.get(id) > 0).count();
  }

  private boolean was(int id, CallOutcome what) {
    return outcomes.get(id) == what;
  }

  /**
   * Checks the outcomes; called when no call can be run any more.
   *
   * @param repeatable which calls may be run more than once
   */
  void assertHonest(long seed, IntPredicate repeatable) {
    String replay = "replay it with -Dchaos.seed=" + seed;
    assertThat(surprises).as(replay).isEmpty();
    assertNone("lost", replay, id -> outcomes.get(id) == null);
    assertNone("run twice", replay, id -> runs.get(id) > (repeatable.test(id) ? TRIES : 1));
    assertNone(
        "completed unrun", replay, id -> was(id, CallOutcome.COMPLETED) && runs.get(id) == 0);
    assertNone("run, said not to", replay, id -> was(id, CallOutcome.UNRUN) && runs.get(id) > 0);
  }

  private void assertNone(String what, String replay, IntPredicate such) {
    assertThat(which(such).limit(ENOUGH)).as("%s; %s", what, replay).isEmpty();
  }

  private IntStream which(IntPredicate such) {
    return IntStream.range(0, runs.length()).filter(such);
  }
}
