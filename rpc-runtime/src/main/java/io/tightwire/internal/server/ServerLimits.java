package io.tightwire.internal.server;

import java.time.Duration;

/**
 * What a server keeps for its clients, at most: for one of them, and for all together. Immutable.
 *
 * @param callsPerClient calls open at a time
 * @param calls the same, of all clients
 * @param requestBytesPerClient bytes of the messages that open calls came in
 * @param requestBytes the same, of all clients
 * @param waitingBytesPerClient bytes of answers that wait for a client that does not keep up
 * @param waitingBytes the same, of all clients
 * @param helloWithin how long a client may take to introduce itself
 */
public record ServerLimits(
    int callsPerClient,
    int calls,
    long requestBytesPerClient,
    long requestBytes,
    long waitingBytesPerClient,
    long waitingBytes,
    Duration helloWithin) {}
