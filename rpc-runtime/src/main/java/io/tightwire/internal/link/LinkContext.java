package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transport's view of its link: the options, the agent, and the factory of connections. {@link
 * #wake()}, {@link #onEngineFailure} and {@link #options()} are thread-safe; the rest is confined
 * to the loop thread.
 */
public final class LinkContext {

  private final LinkOptions options;
  private final Agent<?> agent;
  private final Runnable wake;
  private final Consumer<Throwable> onEngineFailure;
  private final FlushQueue flushQueue = new FlushQueue();
  private final LinkBytes bytes;
  private final RateLimitedLog faults = new RateLimitedLog("io.tightwire.link", Level.ERROR);

  /**
   * Creates the context of one link.
   *
   * @param wake makes the loop pass again; run by any thread
   * @param onEngineFailure ends the loop by a failure; called by any thread
   */
  public LinkContext(
      LinkOptions options, Agent<?> agent, Runnable wake, Consumer<Throwable> onEngineFailure) {
    this.options = options;
    this.agent = agent;
    this.wake = wake;
    this.onEngineFailure = onEngineFailure;
    this.bytes = new LinkBytes(options.maxQueuedBytesInAll());
  }

  /** Returns the link's options. */
  public LinkOptions options() {
    return options;
  }

  /** Returns the link's agent. */
  public Agent<?> agent() {
    return agent;
  }

  /** Makes the loop run a pass, even if one is under way. */
  public void wake() {
    wake.run();
  }

  /** Ends the loop, since the engine of its sockets is broken. */
  public void onEngineFailure(Throwable cause) {
    onEngineFailure.accept(cause);
  }

  /**
   * Creates a connection.
   *
   * @param name for messages
   * @param endpoint the endpoint by which it is connected
   * @param key the public key that the peer has proven to have; null for none
   * @param sink takes the messages to the peer
   */
  public Connection connection(
      String name, Endpoint endpoint, @Nullable String key, MessageSink sink) {
    return new Connection(name, endpoint, key, sink, this);
  }

  /** Logs a failure of one connection, which will be dropped. */
  public void reportFailure(String connection, Throwable fault) {
    faults.log(() -> "Connection " + connection + " failed; the others go on", fault);
  }

  /** Creates the account of one connection's bytes in flight. */
  public InFlightBytes inFlightBytes() {
    return new InFlightBytes(bytes, wake);
  }

  FlushQueue flushQueue() {
    return flushQueue;
  }

  LinkBytes bytes() {
    return bytes;
  }
}
