package io.tightwire.internal.server;

import java.time.Duration;

/**
 * Limits what a server holds for its clients: for each client, and for all together. Immutable.
 *
 * @param callsPerClient open calls of one client
 * @param calls open calls of all clients
 * @param requestBytesPerClient bytes of the messages in which one client's open calls were received
 * @param requestBytes the same bytes, of all clients
 * @param waitingBytesPerClient bytes of the responses that wait for one client that reads slowly
 * @param waitingBytes the same bytes, of all clients
 * @param helloWithin the time within which a client must send its HELLO
 */
public record ServerLimits(
    int callsPerClient,
    int calls,
    long requestBytesPerClient,
    long requestBytes,
    long waitingBytesPerClient,
    long waitingBytes,
    Duration helloWithin) {}
