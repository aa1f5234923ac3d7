package io.tightwire.testing;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records the calls that have begun and not ended. Thread-safe. */
final class CallLeakDetector {

  /** Shows where a call was made; never thrown. Immutable. */
  static final class Origin extends Throwable {
    private static final long serialVersionUID = 1L;

    Origin(String what) {
      super(what);
    }
  }

  private final String leak;
  private final String suggestion;
  private final Map<Object, Origin> open = new LinkedHashMap<>();

  /**
   * Creates a detector.
   *
   * @param leak what it means if calls are open
   * @param suggestion how the test can avoid it
   */
  CallLeakDetector(String leak, String suggestion) {
    this.leak = leak;
    this.suggestion = suggestion;
  }

  private synchronized void begin(Object key, String what) {
    open.put(key, new Origin(what));
  }

  private synchronized void end(Object key) {
    open.remove(key);
    if (open.isEmpty()) {
      notifyAll();
    }
  }

  /** Returns a listener that records the call as open from now on until the call ends. */
  CallListener untilItEnds(String what) {
    CallListener listener =
        new CallListener() {
          @Override
          public void onEnd(CallEnd outcome) {
            end(this);
          }
        };
    begin(listener, what);
    return listener;
  }

  /** Returns a listener that records the call as open while a thread runs its handler. */
  CallListener whileItRuns(String what) {
    return new CallListener() {
      @Override
      public void onEnd(CallEnd outcome) {
        // The handler may still run after the call has ended.
      }

      @Override
      public Scope enter() {
        Scope scope =
            new Scope() {
              @Override
              public void close() {
                end(this);
              }
            };
        begin(scope, what);
        return scope;
      }
    };
  }

  /**
   * Waits until no call is open.
   *
   * @return an error that lists the calls that are still open when the time is over or the thread
   *     is interrupted, each as a suppressed exception with the stack that made it; null if none
   *     is. They count as ended from now on, so that each is reported once.
   */
  @Nullable AssertionError awaitNone(Duration patience) {
    List<Origin> left = takeOpen(patience);
    if (left.isEmpty()) {
      return null;
    }
    AssertionError error =
        new AssertionError(
            left.stream()
                .map(Throwable::getMessage)
                .collect(Collectors.joining(", ", leak + ": ", "; " + suggestion)));
    left.forEach(error::addSuppressed);
    return error;
  }

  private synchronized List<Origin> takeOpen(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); !open.isEmpty() && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Origin> left = List.copyOf(open.values());
    open.clear();
    return left;
  }
}
