package io.tightwire.internal.server;

import io.tightwire.ServerInterceptor;
import io.tightwire.internal.flow.Heartbeat;
import java.util.List;

/**
 * The options of the server's state machine. Immutable.
 *
 * @param limits what is kept for clients
 * @param ageLimit how old connections may become
 * @param permissions what clients may do besides calling services
 * @param interceptors asked of each call, in their order
 */
public record ServerOptions(
    int maxMessageSize,
    ServerLimits limits,
    Heartbeat heartbeat,
    AgeLimit ageLimit,
    PeerPermissions permissions,
    List<ServerInterceptor> interceptors) {}
