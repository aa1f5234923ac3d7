package io.tightwire.internal.lifecycle;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.link.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The registrations of one server: made when it has started, removed before it ends. Registrars run
 * on threads of their own, so that one that blocks delays neither the server nor the others; no
 * method waits for them. Thread-safe.
 */
final class ServerPublication {

  /** The time after which a registrar is reported that does not return. */
  private static final long SLOW_SECONDS = 10;

  /** The time that the end of a server waits for its removal from all registries together. */
  private static final long REMOVAL_SECONDS = 1;

  private final ServerPublicationConfig config;
  private final ServerHost host;
  private final Threads.Pool threads = Threads.registrations();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private List<ServerRegistration> registrations = List.of();
  private boolean closed;

  /**
   * Creates the registrations of a server that is not registered yet.
   *
   * @param host the host for clients, if the server is bound to all addresses
   */
  ServerPublication(ServerPublicationConfig config, ServerHost host) {
    this.config = config;
    this.host = host;
  }

  /**
   * Returns the task that begins to register a server, which is run when the server has started.
   *
   * @param endpoints those that are bound, at least one
   * @throws IllegalStateException if no host for clients is known, with the fix
   */
  Runnable prepare(List<String> endpoints) {
    if (config.registrars().isEmpty()) {
      return () -> {};
    }
    ServerAddress self = config.address(endpoints.stream().map(Endpoint::parse).toList(), host);
    return () -> open(self);
  }

  private synchronized void open(ServerAddress self) {
    if (closed) {
      return;
    }
    registrations =
        config.registrars().stream()
            .map(registrar -> new ServerRegistration(registrar, self, threads))
            .toList();
    registrations.forEach(ServerRegistration::open);
    List<CompletableFuture<Void>> attempted =
        registrations.stream().map(ServerRegistration::attempted).toList();
    await(attempted, SLOW_SECONDS, ServerRegistration::reportUnanswered, () -> {});
  }

  /**
   * Begins to remove the server, unless that has begun, and returns.
   *
   * @param then run once: when the server is removed, or the time for that is over; on this thread
   *     if that is so already
   */
  void close(Runnable then) {
    beginClose();
    if (over.isDone()) {
      then.run();
    } else {
      CompletableFuture<Void> unused = over.thenRun(then);
    }
  }

  private synchronized void beginClose() {
    if (closed) {
      return;
    }
    closed = true;
    if (registrations.isEmpty()) {
      over.complete(null);
      return;
    }
    List<CompletableFuture<Void>> removed =
        registrations.stream().map(ServerRegistration::close).toList();
    await(removed, REMOVAL_SECONDS, ServerRegistration::reportUnremoved, () -> over.complete(null));
  }

  /** Waits on another thread, reports the registrations that take too long, and goes on. */
  private void await(
      List<CompletableFuture<Void>> all,
      long seconds,
      Consumer<ServerRegistration> report,
      Runnable then) {
    List<ServerRegistration> awaited = registrations;
    Runnable wait =
        () -> {
          if (!isDoneWithin(
              CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)), seconds)) {
            awaited.forEach(report);
          }
          then.run();
        };
    try {
      threads.execute(wait);
    } catch (Throwable e) { // there is no memory for a thread
      then.run();
    }
  }

  private static boolean isDoneWithin(CompletableFuture<Void> future, long seconds) {
    try {
      future.get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) { // neither happens
      return true;
    }
  }

  /** Returns whether the server is in all registries, as far as is known. */
  boolean isRegistered() {
    List<ServerRegistration> all;
    synchronized (this) {
      all = registrations;
    }
    return !all.isEmpty() && all.stream().allMatch(ServerRegistration::isRegistered);
  }

  /** Lets the threads end that have nothing to do. */
  void releaseThreads() {
    threads.close();
  }
}
