package io.tightwire.internal.server;

import io.tightwire.ServerInterceptor;
import io.tightwire.internal.flow.Heartbeat;
import java.util.List;
import java.util.Optional;

/**
 * The options of the server's state machine. Immutable.
 *
 * @param limits what is kept for clients
 * @param ageLimit how old connections may become
 * @param remoteShutdown whether clients may shut the server down; empty: those that came in by a
 *     local endpoint may
 * @param exposeStackTraces whether clients are sent stack traces; empty: those that came in by a
 *     local endpoint are
 * @param interceptors asked of each call, in their order
 */
public record ServerOptions(
    int maxMessageSize,
    ServerLimits limits,
    Heartbeat heartbeat,
    AgeLimit ageLimit,
    Optional<Boolean> remoteShutdown,
    Optional<Boolean> exposeStackTraces,
    List<ServerInterceptor> interceptors) {}
