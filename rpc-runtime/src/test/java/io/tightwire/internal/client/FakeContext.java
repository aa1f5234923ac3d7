package io.tightwire.internal.client;

import io.tightwire.RpcContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The call in which others are nested, cancelled by hand. Thread-safe. */
final class FakeContext implements RpcContext {

  private final Set<Registration> registered = new LinkedHashSet<>();
  private final Set<Runnable> actions = new LinkedHashSet<>();
  private boolean cancelled;

  void cancel() {
    List<Runnable> due;
    synchronized (this) {
      cancelled = true;
      due = List.copyOf(actions);
      actions.clear();
      registered.clear();
    }
    due.forEach(Runnable::run);
  }

  /** Returns the number of registrations that were not removed. */
  synchronized int registered() {
    return registered.size();
  }

  @Override
  public Registration onCancel(Runnable action) {
    Registration registration =
        new Registration() {
          @Override
          public void remove() {
            synchronized (FakeContext.this) {
              registered.remove(this);
              actions.remove(action);
            }
          }
        };
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        registered.add(registration);
        return registration;
      }
    }
    action.run();
    return registration;
  }

  @Override
  public String service() {
    return "a.Outer";
  }

  @Override
  public String method() {
    return "outer";
  }

  @Override
  public Optional<Duration> timeRemaining() {
    return Optional.empty();
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public String peer() {
    return "no peer";
  }
}
