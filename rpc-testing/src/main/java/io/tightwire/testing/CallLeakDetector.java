package io.tightwire.testing;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has begun and not ended. Safe for use by many threads. */
final class CallLeakDetector {

  /** Shows where a call was made; never thrown. */
  static final class Origin extends Throwable {
    private static final long serialVersionUID = 1L;

    Origin(String what) {
      super(what);
    }
  }

  private final Map<Object, Origin> open = new LinkedHashMap<>();

  private synchronized void begin(Object key, String what) {
    open.put(key, new Origin(what));
  }

  private synchronized void end(Object key) {
    open.remove(key);
    if (open.isEmpty()) {
      notifyAll();
    }
  }

  /** Open from now on until it is told of the call's end. */
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

  /** Open while a thread runs code of the call. */
  CallListener whileItRuns(String what) {
    return new CallListener() {
      @Override
      public void onEnd(CallEnd outcome) {
        // The code may run on.
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
   * Waits until there is none.
   *
   * @return what there still is when the time is over, or the thread is interrupted; counts as
   *     ended from now on, so that it is told of once
   */
  synchronized List<Origin> awaitNone(Duration patience) {
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
