package io.tightwire.internal.lifecycle;

import io.tightwire.discovery.Registrar.Registration;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.link.Backoff;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server at one registrar: registered as soon as the registrar allows, and removed once. A
 * registrar that throws is retried with back-off; one that blocks holds up a thread of its own.
 * Thread-safe.
 */
final class ServerRegistration {

  private static final String LOG = "io.tightwire.server";

  private final NamedRegistrar registrar;
  private final ServerAddress self;
  private final Executor threads;
  private final RateLimitedLog made = new RateLimitedLog(LOG, Level.INFO);
  private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.WARNING);
  private final RateLimitedLog kept = new RateLimitedLog(LOG, Level.WARNING);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Void> attempted = new CompletableFuture<>();
  private final CompletableFuture<Void> removed = new CompletableFuture<>();

  /** Null before the registrar has returned it, and when it is being removed. */
  private @Nullable Registration registration;

  private boolean closed;

  /**
   * Creates a registration that is not made yet.
   *
   * @param threads runs what may block
   */
  ServerRegistration(NamedRegistrar registrar, ServerAddress self, Executor threads) {
    this.registrar = registrar;
    this.self = self;
    this.threads = threads;
  }

  /** Begins to register the server. Called once. */
  void open() {
    try {
      threads.execute(this::registerUntilClosed);
    } catch (Throwable e) { // there is no memory for a thread
      failed.log(() -> self.endpoint() + " is not registered with " + registrar.name(), e);
      attempted.complete(null);
      removed.complete(null);
    }
  }

  private void registerUntilClosed() {
    Backoff backoff = new Backoff();
    while (closing.getCount() > 0) {
      if (register()) {
        return;
      }
      pause(backoff.next());
    }
    attempted.complete(null);
    removed.complete(null);
  }

  private boolean register() {
    try {
      Registration fresh = registrar.registrar().register(self);
      Objects.requireNonNull(fresh, "The registrar returned null");
      if (keep(fresh)) {
        made.log(() -> self.endpoint() + " is published through " + registrar.name());
      } else {
        remove(fresh);
      }
      return true;
    } catch (Throwable e) {
      failed.log(
          () ->
              self.endpoint()
                  + " could not be registered with "
                  + registrar.name()
                  + ", and is retried: "
                  + e,
          e);
      return false;
    } finally {
      attempted.complete(null);
    }
  }

  private synchronized boolean keep(Registration fresh) {
    if (!closed) {
      registration = fresh;
    }
    return !closed;
  }

  /** Waits for that time, or until it is to be closed. */
  private void pause(long nanos) {
    try {
      boolean unused = closing.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) { // by the registrar: nothing else interrupts the thread
      return;
    }
  }

  private void remove(Registration last) {
    try {
      last.close();
    } catch (Throwable e) {
      kept.log(() -> self.endpoint() + " could not be removed from " + registrar.name(), e);
    } finally {
      removed.complete(null);
    }
  }

  /**
   * Begins to remove the server. Does not block.
   *
   * @return completed when the server is removed, or no more can be done about it
   */
  CompletableFuture<Void> close() {
    Registration last;
    synchronized (this) {
      closed = true;
      last = registration;
      registration = null;
    }
    closing.countDown();
    if (last != null) {
      try {
        threads.execute(() -> remove(last));
      } catch (Throwable e) { // there is no memory for a thread
        kept.log(() -> self.endpoint() + " is not removed from " + registrar.name(), e);
        removed.complete(null);
      }
    }
    return removed;
  }

  /** Returns whether the registry has the server, as far as the registrar knows. */
  boolean isRegistered() {
    Registration current;
    synchronized (this) {
      current = registration;
    }
    try {
      return current != null && current.isRegistered();
    } catch (Throwable e) {
      failed.log(() -> registrar.name() + " can't tell whether the server is registered", e);
      return false;
    }
  }

  /** Returns a future that is completed when the registrar has returned, or thrown, once. */
  CompletableFuture<Void> attempted() {
    return attempted;
  }

  /** Logs that the registrar has not returned once, if so. */
  void reportUnanswered() {
    if (!attempted.isDone()) {
      failed.log(
          () ->
              self.endpoint()
                  + " is not registered with "
                  + registrar.name()
                  + " yet, which does not return");
    }
  }

  /** Logs that the server is not removed, if so. */
  void reportUnremoved() {
    if (!removed.isDone()) {
      kept.log(
          () ->
              self.endpoint()
                  + " is not removed from "
                  + registrar.name()
                  + " yet; the server does not wait for it");
    }
  }
}
