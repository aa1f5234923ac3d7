package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is given of its link: the options, the agent, and the means to make connections.
 * {@link #wake()} and {@link #options()} are thread-safe; the rest is confined to the loop thread.
 */
final class LinkContext {

  private final LinkOptions options;
  private final Agent<?> agent;
  private final Runnable wake;
  private final FlushQueue flushQueue = new FlushQueue();
  private final LinkBytes bytes;
  private final RateLimitedLog faults = new RateLimitedLog("io.tightwire.link", Level.ERROR);

  /**
   * Creates the context of one link.
   *
   * @param wake makes the loop pass again; run by any thread
   */
  LinkContext(LinkOptions options, Agent<?> agent, Runnable wake) {
    this.options = options;
    this.agent = agent;
    this.wake = wake;
    this.bytes = new LinkBytes(options.maxQueuedBytesInAll());
  }

  LinkOptions options() {
    return options;
  }

  Agent<?> agent() {
    return agent;
  }

  /** Has the loop make a pass, even if one is under way. */
  void wake() {
    wake.run();
  }

  /**
   * Creates a connection.
   *
   * @param name for messages
   * @param endpoint where it was connected to, or came in
   * @param key the public key that the peer has proven to have; null for none
   * @param sink takes what is sent to the peer
   */
  Connection connection(String name, Endpoint endpoint, @Nullable String key, MessageSink sink) {
    return new Connection(name, endpoint, key, sink, this);
  }

  /** Logs that something failed that was about one connection, which will be dropped. */
  void reportFailure(String connection, Throwable fault) {
    faults.log(() -> "Connection " + connection + " failed; the others go on", fault);
  }

  FlushQueue flushQueue() {
    return flushQueue;
  }

  LinkBytes bytes() {
    return bytes;
  }
}
