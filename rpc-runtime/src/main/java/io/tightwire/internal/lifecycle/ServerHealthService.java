package io.tightwire.internal.lifecycle;

import io.tightwire.builtin.Health;
import io.tightwire.internal.flow.Demand;
import io.tightwire.internal.flow.Turns;
import io.tightwire.internal.server.ServiceHealth;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Implements the health service of a server.
 *
 * <p>Thread-safe.
 */
final class ServerHealthService implements Health {

  private final ServiceHealth health;
  private final Executor executor;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Creates the service.
   *
   * @param executor publishes changes
   */
  ServerHealthService(ServiceHealth health, Executor executor) {
    this.health = health;
    this.executor = executor;
    health.addListener(() -> watches.forEach(Watch::changed));
  }

  @Override
  public Map<String, Boolean> check() {
    return health.states();
  }

  @Override
  public Flow.Publisher<Map<String, Boolean>> watch() {
    return subscriber -> {
      Watch watch = new Watch(subscriber);
      watches.add(watch);
      subscriber.onSubscribe(watch);
      watch.schedule(); // the server may be closed by now
    };
  }

  /** Ends all streams, which would hold up the server's end. */
  void close() {
    closed = true;
    watches.forEach(Watch::schedule);
  }

  /** One subscription: it publishes the present states if they have changed. Thread-safe. */
  private final class Watch implements Flow.Subscription {

    private final Flow.Subscriber<? super Map<String, Boolean>> subscriber;

    private final Turns turns = new Turns();
    private final Demand demand = new Demand();

    private volatile boolean cancelled;
    private volatile boolean changed = true;

    Watch(Flow.Subscriber<? super Map<String, Boolean>> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      demand.request(n, "watch"); // credit from the wire is never less than one
      schedule();
    }

    @Override
    public void cancel() {
      cancelled = true;
      watches.remove(this);
    }

    void changed() {
      changed = true;
      schedule();
    }

    void schedule() {
      if (turns.ask()) {
        executor.execute(() -> turns.run(this::publish));
      }
    }

    private void publish() {
      if (cancelled) {
        return;
      }
      if (changed && demand.get() > 0) {
        demand.take();
        changed = false; // before it is read: a later change is published again
        subscriber.onNext(health.states());
      }
      if (closed) {
        cancel();
        subscriber.onComplete();
      }
    }
  }
}
