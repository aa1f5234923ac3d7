package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The options of a link. Immutable.
 *
 * @param name of the loop's thread
 * @param maxMessageSize the largest message, in bytes, that is accepted from a peer; a larger one
 *     costs the peer its connection, before anything is allocated for it
 * @param maxQueuedBytes how many bytes may wait for one peer that doesn't keep up, before it is
 *     dropped
 * @param maxQueuedBytesInAll how many may wait for all peers together, before none is given more
 *     than it takes immediately; and how many a server receives at a time, with what its agent
 *     keeps, before its peers wait for one another
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

  /** Options that are generous where nothing is said. */
  public LinkOptions(String name, int maxMessageSize, long maxQueuedBytes) {
    this(name, maxMessageSize, maxQueuedBytes, 4 * maxQueuedBytes, ConnectionLimits.DEFAULT, null);
  }

  /** The same, with keys. */
  public LinkOptions with(@Nullable CurveOptions keys) {
    return new LinkOptions(
        name, maxMessageSize, maxQueuedBytes, maxQueuedBytesInAll, connectionLimits, keys);
  }
}
