package io.tightwire.internal.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client to one endpoint, kept up as long as the link is open. Thread-safe.
 *
 * @param <C> what can be posted to its agent
 */
public final class ClientLink<C> {

  private final Endpoint endpoint;
  private final Loop<C, Transport> loop;

  /**
   * A link that is not started.
   *
   * @throws IllegalArgumentException if {@code endpoint} leaves something open
   */
  public ClientLink(Endpoint endpoint, LinkOptions options, Agent<C> agent) {
    this(endpoint, options, agent, NameLookups.PROCESS);
  }

  ClientLink(Endpoint endpoint, LinkOptions options, Agent<C> agent, NameLookups lookups) {
    this.endpoint = endpoint.requireConcrete();
    this.loop =
        new Loop<>(options, agent, context -> Transports.client(endpoint, context, lookups));
  }

  /** Begins to connect, and to call the agent. */
  public void start() {
    loop.start();
  }

  /** Where it connects to. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Hands a command to the agent.
   *
   * @return false if the link is closed; otherwise {@link Agent#onCommand} gets it, exactly once
   */
  public boolean post(C command) {
    return loop.post(command);
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

  /** The same, without waiting. */
  public void beginClose(Duration linger) {
    loop.beginClose(linger);
  }
}
