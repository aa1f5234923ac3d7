package io.tightwire.internal.lifecycle;

import io.tightwire.ServerStats;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.server.MethodTable;
import io.tightwire.internal.server.ServerActivity;
import io.tightwire.internal.server.ServerCommand;
import io.tightwire.internal.server.ServerCore;
import io.tightwire.internal.server.ServiceHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a server from its configuration, and leads it from its first endpoint to its end.
 *
 * <p>Each public method does what the method of the same name of {@code RpcServer} specifies.
 *
 * <p>Thread-safe.
 */
public final class ServerLifecycle {

  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final long ACTIVITY_SECONDS = 5;

  private final Duration drainTimeout;
  private final Runnable onEnd;
  private final Threads.Pool ownThreads = Threads.handlers();
  private final ServerBuiltIns builtIns;
  private final ServerPublication publication;
  private final ServerCore core;
  private final ServerLink<ServerCommand> link;
  private final List<String> endpoints = new CopyOnWriteArrayList<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private volatile Instant startedAt = Instant.EPOCH;
  private volatile long startedNanos;

  /**
   * Assembles the server; nothing runs yet.
   *
   * @param onEnd run when nothing of the server is left, before the threads that wait for that
   *     return
   * @throws IllegalArgumentException if two services are the same, or one needs a lane that does
   *     not exist
   */
  public ServerLifecycle(ServerConfig config, Runnable onEnd) {
    this.onEnd = onEnd;
    drainTimeout = config.drainTimeout();
    publication = new ServerPublication(config.publication(), ServerHost.LOCAL);
    Executor users = config.executor();
    builtIns =
        new ServerBuiltIns(config.builtIn(), config.services(), ownThreads, new Introspected());
    MethodTable methods =
        config.methods(users == null ? ownThreads : users, builtIns.skeletons(), ownThreads);
    core = new ServerCore(config.coreOptions(), methods, builtIns.health(), new Host());
    link = new ServerLink<>(config.linkOptions(), core);
  }

  /** Receives the events of the loop; never blocks. */
  private final class Host implements ServerCore.Host {
    @Override
    public void post(ServerCommand command) {
      link.post(command); // a closed loop has no client left
    }

    @Override
    public void shutdownRequested() {
      shutdown();
    }

    @Override
    public void drained() {
      closeLink();
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      ending.set(true);
      publication.close(ServerLifecycle.this::terminate);
    }
  }

  /** Tells what the server does. */
  private final class Introspected implements ServerIntrospection.Source {
    @Override
    public List<String> endpoints() {
      return ServerLifecycle.this.endpoints();
    }

    @Override
    public ServerActivity activity() {
      CompletableFuture<ServerActivity> found = new CompletableFuture<>();
      link.post((core, now) -> found.complete(core.activity()));
      return found.orTimeout(ACTIVITY_SECONDS, TimeUnit.SECONDS).join(); // the loop may have ended
    }

    @Override
    public ServerStats stats() {
      return ServerLifecycle.this.stats();
    }

    @Override
    public Instant started() {
      return startedAt;
    }

    @Override
    public Duration uptime() {
      return ServerLifecycle.this.uptime();
    }
  }

  private void closeLink() {
    try {
      link.beginClose(LINGER);
    } catch (Throwable e) { // there is no memory for the loop's thread, so nothing is left to close
      terminate();
      throw e;
    }
  }

  /** Nothing of the server is left: releases its resources, and all threads that wait for that. */
  private void terminate() {
    onEnd.run();
    publication.releaseThreads();
    builtIns.close(); // also after a failure
    ownThreads.close();
    terminated.countDown();
  }

  /** Rechecks the keys of all clients, after some were removed. */
  public void reviewKeys() {
    link.reviewKeys();
  }

  /** Binds one more endpoint. */
  public String bind(String endpoint) {
    Endpoint wanted = Endpoint.parse(endpoint);
    if (ending.get()) {
      requireNoFailure();
      throw new IllegalStateException("The server is shut down; " + endpoint + " was not bound");
    }
    try {
      String bound = link.bind(wanted).toString();
      endpoints.add(bound);
      return bound;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Begins to serve. */
  public void start() {
    if (endpoints.isEmpty()) {
      throw new IllegalStateException(
          "The server is not bound; call bind(\"tcp://127.0.0.1:*\") before start()");
    }
    if (ending.get()) {
      requireNoFailure();
      throw new IllegalStateException("The server is shut down, and can't be started");
    }
    Runnable registration = publication.prepare(endpoints);
    if (started.getAndSet(true)) {
      throw new IllegalStateException("The server was started before");
    }
    startedAt = Instant.now();
    startedNanos = System.nanoTime();
    builtIns.start();
    link.start();
    registration.run();
  }

  /** Returns whether the server and its services are ready. */
  public ServiceHealth health() {
    return builtIns.health();
  }

  private Duration uptime() {
    return started.get() ? Duration.ofNanos(System.nanoTime() - startedNanos) : Duration.ZERO;
  }

  /** Returns what the server does and has done. */
  public ServerStats stats() {
    return core.stats(uptime());
  }

  /** Returns whether the server is in all its registries. */
  public boolean isRegistered() {
    return publication.isRegistered();
  }

  /** Returns the endpoint that was bound first. */
  public String endpoint() {
    if (endpoints.isEmpty()) {
      throw new IllegalStateException("The server is not bound; call bind(...) first");
    }
    return endpoints.get(0);
  }

  /** Returns all bound endpoints, in the order of their binding. */
  public List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  /** Returns whether the server was started. */
  public boolean isStarted() {
    return started.get();
  }

  /** Returns whether a shutdown has begun, or the server has failed. */
  public boolean isEnding() {
    return ending.get();
  }

  /** Returns whether nothing of the server is left. */
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  /** Returns whether the server has ended, or ends, by a failure of its own. */
  public boolean hasFailed() {
    return link.failure() != null;
  }

  /** Starts a gentle shutdown: clients stop finding the server before it refuses their calls. */
  public void shutdown() {
    if (!ending.getAndSet(true)) {
      builtIns.close();
      publication.close(() -> end(drainTimeout));
    }
  }

  /** Starts a shutdown that cancels started calls. */
  public void shutdownNow() {
    ending.set(true);
    builtIns.close();
    publication.close(() -> {}); // the end waits for it, but not the calls
    end(Duration.ZERO);
  }

  /** Of two ends the earlier one counts. */
  private void end(Duration patience) {
    if (started.get() && link.post((core, now) -> core.drain(now, patience))) {
      link.stopAccepting();
    } else {
      closeLink(); // no call was ever read
    }
  }

  /** Waits until the server has ended, or the time is over. */
  public boolean awaitTermination(Duration atMost) throws InterruptedException {
    long nanos = Times.nanos(atMost);
    LoopThread.requireOther("The end of " + this);
    boolean over = terminated.await(nanos, TimeUnit.NANOSECONDS);
    if (over) {
      requireNoFailure();
    }
    return over;
  }

  private void requireNoFailure() {
    Throwable failure = link.failure();
    if (failure != null) {
      throw new IllegalStateException(
          "The server ended by a failure of its own: " + failure, failure);
    }
  }

  /** Waits until the server has ended. */
  public void awaitTermination() throws InterruptedException {
    LoopThread.requireOther("The end of " + this);
    terminated.await();
    requireNoFailure();
  }

  /** Shuts the server down, and waits until it has ended, where that is possible. */
  public void close() {
    shutdown();
    if (CurrentCall.get() != null || LoopThread.isCurrent()) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        terminated.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the server's connections. */
  public ServerLink<ServerCommand> link() {
    return link;
  }

  @Override
  public String toString() {
    return "RpcServer" + endpoints;
  }
}
