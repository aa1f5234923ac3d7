package io.tightwire.internal.client;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Heartbeat;
import java.time.Duration;
import java.util.List;

/**
 * What the client's state machine is told. Immutable.
 *
 * @param target what the client was told to connect to, for messages
 * @param servers the servers that are known from the beginning; empty if a resolver finds them
 * @param fleet how several servers are used
 * @param encrypted whether connections have CURVE keys
 * @param connectTimeout how long a call without a deadline waits for a connection
 */
public record ClientOptions(
    String target,
    List<ServerAddress> servers,
    FleetOptions fleet,
    boolean encrypted,
    Duration connectTimeout,
    Heartbeat heartbeat,
    int maxMessageSize) {

  /** Creates the options of a client of one server. */
  public ClientOptions(
      String endpoint, Duration connectTimeout, Heartbeat heartbeat, int maxMessageSize) {
    this(
        endpoint,
        List.of(ServerAddress.of(endpoint)),
        FleetOptions.DEFAULT,
        false,
        connectTimeout,
        heartbeat,
        maxMessageSize);
  }
}
