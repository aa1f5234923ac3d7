package io.tightwire.internal.lifecycle;

import io.tightwire.ClientStats;
import io.tightwire.ConnectionState;
import io.tightwire.ServerStatus;
import io.tightwire.Target;
import io.tightwire.internal.client.CallbackDispatcher;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.client.ClientCounters;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.LeakDetector;
import io.tightwire.internal.client.PendingCallLimit;
import io.tightwire.internal.client.Readiness;
import io.tightwire.internal.client.StateListeners;
import io.tightwire.internal.flow.ByteLimits;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.flow.Waiter;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.stream.WindowBudget;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a client from its configuration, starts it and closes it. Does not refer to the client
 * itself, whose {@link LeakDetector.Resource} it is.
 *
 * <p>Thread-safe.
 */
public final class ClientLifecycle implements LeakDetector.Resource {

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Target target;
  private final ClientResolution resolution;
  private final Threads.Callbacks ownCallbacks = Threads.callbacks();
  private final CallbackDispatcher callbacks;
  private final Readiness readiness = new Readiness();
  private final PendingCallLimit pendingLimit;
  private final ClientCounters counters = new ClientCounters();
  private final ClientLink<ClientCommand> link;
  private volatile boolean closed;

  /** Assembles the client; nothing runs yet. */
  public ClientLifecycle(ClientConfig config) {
    target = config.target();
    pendingLimit =
        new PendingCallLimit(
            ClientConfig.MAX_PENDING_CALLS,
            ByteLimits.maxWaitingBytes(config.maxMessageSize()),
            ClientConfig.MAX_PENDING_WAIT,
            readiness);
    resolution = new ClientResolution(config.resolver(), this::post);
    ClientCore core =
        new ClientCore(
            config.coreOptions(),
            readiness,
            pendingLimit,
            counters,
            new SplittableRandom(),
            resolution::refresh);
    link = new ClientLink<>(core.endpoints(), config.linkOptions(), core);
    Executor users = config.callbackExecutor();
    callbacks =
        new CallbackDispatcher(users == null ? ownCallbacks : users, ownCallbacks, link::post);
    readiness.listeners(new StateListeners(target.text(), config.stateListeners(), callbacks));
  }

  /**
   * Starts to connect.
   *
   * @param client calls under way keep it from garbage collection
   * @return what runs its calls
   */
  public ClientRuntime start(Object client) {
    link.start();
    try {
      resolution.watch();
    } catch (Throwable e) { // the user's resolver
      release();
      throw e;
    }
    return new ClientRuntime(
        new Posting(link, client),
        pendingLimit,
        callbacks,
        target,
        new WindowBudget(ByteLimits.maxUnreadBytes()));
  }

  /** Posts calls to the loop. */
  private record Posting(ClientLink<ClientCommand> link, Object client)
      implements ClientRuntime.CommandSink {

    @Override
    public boolean post(ClientCommand command) {
      return link.post(command);
    }

    @Override
    public boolean postAndHelp(ClientCommand command) {
      return link.postAndHelp(command);
    }

    @Override
    public boolean await(Waiter call) {
      return link.await(call);
    }

    @Override
    public @Nullable Throwable failure() {
      return link.failure();
    }
  }

  private boolean post(ClientCommand command) {
    return link.post(command);
  }

  /** Returns what is known of the servers; waits for the loop. */
  public List<ServerStatus> servers() {
    CompletableFuture<List<ServerStatus>> known = new CompletableFuture<>();
    return link.post((core, now) -> known.complete(core.servers(now))) ? known.join() : List.of();
  }

  /** Returns what the client does and has done; waits for the loop. */
  public ClientStats stats() {
    CompletableFuture<ClientStats> known = new CompletableFuture<>();
    return link.post((core, now) -> known.complete(core.stats(now)))
        ? known.join()
        : counters.stats();
  }

  /** Returns the state of the connection. */
  public ConnectionState state() {
    return readiness.state();
  }

  /** Waits until calls can be sent, or the client is closed. */
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return readiness.await(Times.nanos(atMost));
  }

  /** Closes the client, and waits for that unless the calling thread is its loop's. */
  public void close() {
    release();
    link.close(LINGER);
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void release() {
    closed = true;
    resolution.close();
    link.post((core, now) -> core.close("the client was closed"));
    link.beginClose(LINGER);
    ownCallbacks.close();
  }

  @Override
  public String title() {
    return "A client of " + target;
  }

  /** For tests. */
  public ClientLink<ClientCommand> link() {
    return link;
  }
}
