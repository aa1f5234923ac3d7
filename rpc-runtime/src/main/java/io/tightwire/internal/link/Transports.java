package io.tightwire.internal.link;

import io.tightwire.internal.link.inproc.InprocClientTransport;
import io.tightwire.internal.link.inproc.InprocPort;
import io.tightwire.internal.link.socket.ClientPorts;
import io.tightwire.internal.link.socket.ClientTransport;
import io.tightwire.internal.link.zmq.ZmqClientPorts;
import io.tightwire.internal.link.zmtp.ZmtpClientPorts;
import io.tightwire.internal.link.zmtp.ZmtpPortBinder;
import java.net.BindException;

/**
 * Chooses transports by endpoints: the only class of the link that knows all of them. Thread-safe.
 */
final class Transports {

  private Transports() {}

  /** Creates the transport of a client. */
  static Transport client(Endpoint endpoint, LinkContext context, NameLookups lookups) {
    return switch (endpoint.kind()) {
      case TCP, IPC -> new ClientTransport(endpoint, context, lookups, ports(context));
      case INPROC -> new InprocClientTransport(endpoint, context);
    };
  }

  /** Returns whether callers can run a client's loop: it must have no thread of JeroMQ's. */
  static boolean isShared(Endpoint endpoint, LinkOptions options) {
    return endpoint.kind() != Endpoint.Kind.INPROC && options.curve() == null;
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
