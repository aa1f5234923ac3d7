package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The options of a link. Immutable.
 *
 * @param name of the loop's thread
 * @param maxMessageSize the largest message, in bytes, that is accepted from a peer; a larger one
 *     costs the peer its connection, before anything is allocated for it
 * @param maxQueuedBytes the most bytes that wait for one peer that doesn't keep up, before it is
 *     dropped
 * @param maxQueuedBytesInAll the most bytes that wait for all peers together, before each is
 *     limited to what it can send immediately; also the most bytes that a server receives at a
 *     time, with those that its agent keeps, before its peers wait for one another
 * @param connectionLimits which connections a server accepts
 * @param curve the keys, if connections are to be encrypted; null if not
 */
public record LinkOptions(
    String name,
    int maxMessageSize,
    long maxQueuedBytes,
    long maxQueuedBytesInAll,
    ConnectionLimits connectionLimits,
    @Nullable CurveOptions curve) {

  /** Creates options with generous defaults. */
  public LinkOptions(String name, int maxMessageSize, long maxQueuedBytes) {
    this(name, maxMessageSize, maxQueuedBytes, 4 * maxQueuedBytes, ConnectionLimits.DEFAULT, null);
  }

  /** Creates the same options, with keys. */
  public LinkOptions with(@Nullable CurveOptions keys) {
    return new LinkOptions(
        name, maxMessageSize, maxQueuedBytes, maxQueuedBytesInAll, connectionLimits, keys);
  }
}
