package io.tightwire.internal.client;

import io.tightwire.internal.flow.Heartbeat;
import java.time.Duration;

/**
 * What the client's state machine is told. Immutable.
 *
 * @param endpoint for messages
 * @param connectTimeout how long a call without a deadline waits for a connection
 */
public record ClientOptions(
    String endpoint, Duration connectTimeout, Heartbeat heartbeat, int maxMessageSize) {}
