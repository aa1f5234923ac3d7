package io.tightwire.internal.server;

/**
 * How much a server does at one moment. Immutable.
 *
 * @param connections the number of connected clients
 * @param openCalls the number of open calls
 */
public record ServerActivity(int connections, int openCalls) {}
