package io.tightwire.internal.link;

import io.tightwire.internal.link.inproc.InprocClientTransport;
import io.tightwire.internal.link.inproc.InprocPort;
import io.tightwire.internal.link.socket.ClientPorts;
import io.tightwire.internal.link.socket.ClientTransport;
import io.tightwire.internal.link.zmq.ZmqClientPorts;
import io.tightwire.internal.link.zmtp.ZmtpClientPorts;
import io.tightwire.internal.link.zmtp.ZmtpPortBinder;
import java.net.BindException;
import java.util.List;

/**
 * Chooses transports by endpoints: the only class of the link that knows all of them. Thread-safe.
 */
final class Transports {

  private Transports() {}

  /**
   * Creates the transports of a client.
   *
   * @param initial the targets from the beginning; if all are {@code inproc://}, all targets are
   */
  static ClientTransports client(List<Endpoint> initial, LinkContext context, NameLookups lookups) {
    ClientPorts ports = isInproc(initial) ? null : ports(context);
    return new ClientTransports(
        context.agent(),
        ports == null ? null : ports.engine(),
        (endpoint, serverKey) ->
            ports == null || endpoint.kind() == Endpoint.Kind.INPROC
                ? new InprocClientTransport(endpoint, context)
                : new ClientTransport(
                    endpoint,
                    context,
                    lookups,
                    serverKey == null ? ports : ports.withServerKey(serverKey)),
        initial);
  }

  /** Returns whether callers can run a client's loop: it must have no thread of JeroMQ's. */
  static boolean isShared(List<Endpoint> initial, LinkOptions options) {
    return !isInproc(initial) && options.curve() == null;
  }

  private static boolean isInproc(List<Endpoint> initial) {
    for (Endpoint endpoint : initial) {
      if (endpoint.kind() != Endpoint.Kind.INPROC) {
        return false;
      }
    }
    return !initial.isEmpty();
  }

  /** Clients' encrypted connections are JeroMQ's; all others are read and written by the loop. */
  private static ClientPorts ports(LinkContext context) {
    return context.options().curve() == null
        ? new ZmtpClientPorts(context)
        : new ZmqClientPorts(context);
  }

  /** Creates the binder of {@code tcp://} and {@code ipc://}. */
  static PortBinder sockets(LinkContext context) {
    return new ZmtpPortBinder(context);
  }

  /**
   * Listens at an {@code inproc://} endpoint.
   *
   * @throws BindException if the name is in use
   */
  static ServerPort bindInproc(Endpoint wanted, LinkContext context) throws BindException {
    return InprocPort.bind(wanted, context);
  }
}
