package io.tightwire.internal.link;

import io.tightwire.internal.flow.Waiter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maintains a client's connections to any number of servers as long as the link is open.
 * Thread-safe.
 *
 * @param <C> the type of the agent's commands
 */
public final class ClientLink<C> {

  private final Loop<C, ClientTransports> loop;

  /**
   * Creates a link that is not started, to one server.
   *
   * @throws IllegalArgumentException if {@code endpoint} is not concrete
   */
  public ClientLink(Endpoint endpoint, LinkOptions options, Agent<C> agent) {
    this(List.of(endpoint.requireConcrete()), options, agent, NameLookups.PROCESS);
  }

  /**
   * Creates a link that is not started.
   *
   * @param initial the servers to connect to from the beginning; the agent can add and remove
   *     others later ({@link Agent#onOpened}), but only {@code inproc://} ones if all of these are
   * @throws IllegalArgumentException if an endpoint is not concrete
   */
  public ClientLink(List<Endpoint> initial, LinkOptions options, Agent<C> agent) {
    this(initial, options, agent, NameLookups.PROCESS);
  }

  ClientLink(List<Endpoint> initial, LinkOptions options, Agent<C> agent, NameLookups lookups) {
    initial.forEach(Endpoint::requireConcrete);
    this.loop =
        new Loop<>(
            options,
            agent,
            context -> Transports.client(initial, context, lookups),
            Transports.isShared(initial, options) ? LoopCrew.CALLERS : LoopCrew.ALONE);
  }

  /** Starts to connect, and to call the agent. */
  public void start() {
    loop.start();
  }

  /**
   * Hands a command to the agent.
   *
   * @return false if the link is closed; otherwise {@link Agent#onCommand} gets it, exactly once
   */
  public boolean post(C command) {
    return loop.post(command);
  }

  /**
   * Hands a command to the agent, for a thread that is about to {@link #await} its outcome: it may
   * run the loop, so that no other thread has to be woken.
   *
   * @return as {@link #post}
   */
  public boolean postAndHelp(C command) {
    return loop.postAndHelp(command);
  }

  /**
   * Waits until the agent has made something done, or the thread is interrupted, and runs the loop
   * meanwhile. Where that is not possible, returns immediately.
   *
   * @return whether it was possible
   */
  public boolean await(Waiter call) {
    return loop.await(call);
  }

  /** Returns the failure that ended the link; null if none did. */
  public @Nullable Throwable failure() {
    return loop.failure();
  }

  /**
   * Closes the link: sends what is queued, for {@code linger} at most, and tells the agent. Waits
   * for that, unless the agent calls it; a second call only waits.
   */
  public void close(Duration linger) {
    loop.close(linger);
  }

  /** Closes the link without waiting. */
  public void beginClose(Duration linger) {
    loop.beginClose(linger);
  }
}
