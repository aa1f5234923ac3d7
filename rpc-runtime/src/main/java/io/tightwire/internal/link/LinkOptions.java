package io.tightwire.internal.link;

/**
 * What a link is told of the world. Immutable.
 *
 * @param name of the loop's thread
 * @param maxMessageSize the largest message, in bytes, that is accepted from a peer; a larger one
 *     costs the peer its connection, before anything is allocated for it
 * @param maxQueuedBytes how many bytes may wait for one peer that doesn't keep up, before it is
 *     dropped
 */
public record LinkOptions(String name, int maxMessageSize, long maxQueuedBytes) {}
