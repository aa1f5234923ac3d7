package io.tightwire.internal.link.inproc;

import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.ServerPort;
import io.tightwire.internal.link.inproc.InprocInbox.Arrival;
import io.tightwire.internal.link.inproc.InprocInbox.Delivery;
import io.tightwire.internal.link.inproc.InprocInbox.Ended;
import io.tightwire.internal.link.inproc.InprocInbox.Opened;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;

/**
 * One name that a server listens at inside its process, and the clients that are connected to it.
 * Confined to the loop thread, but for {@link #connect} and the methods about its owner.
 */
public final class InprocPort implements ServerPort {

  private final Endpoint endpoint;
  private final InprocRegistry registry;
  private final LinkOptions options;
  private final LinkContext context;
  private final InprocInbox inbox;
  private final Map<InprocPipe, Connection> peers = new HashMap<>();
  private final Thread owner = Thread.currentThread();
  private long connections;
  private boolean accepting = true;
  private String left = "closed";

  private InprocPort(Endpoint endpoint, InprocRegistry registry, LinkContext context) {
    this.endpoint = endpoint;
    this.registry = registry;
    this.options = context.options();
    this.context = context;
    this.inbox = new InprocInbox(context::wake);
  }

  /**
   * Listens at a name; {@code *} chooses one.
   *
   * @throws BindException if the name is taken
   */
  public static InprocPort bind(Endpoint wanted, LinkContext context) throws BindException {
    return bind(wanted, InprocRegistry.PROCESS, context);
  }

  static InprocPort bind(Endpoint wanted, InprocRegistry registry, LinkContext context)
      throws BindException {
    Endpoint endpoint = wanted.isAnyHost() ? Endpoint.ofName(registry.choose()) : wanted;
    InprocPort port = new InprocPort(endpoint, registry, context);
    registry.bind(endpoint.name(), port);
    return port;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Describes the owner's thread, for messages. */
  String owner() {
    return "whose thread is \"" + owner.getName() + "\" #" + owner.getId();
  }

  boolean isOf(InprocPort other) {
    return owner == other.owner;
  }

  /**
   * Connects a client, whose messages are put into {@code client} from now on. Thread-safe.
   *
   * @return the connection; if this port is closed, its end is reported to the client
   */
  InprocPipe connect(InprocInbox client) {
    InprocPipe pipe = new InprocPipe(client, inbox);
    if (!inbox.put(new Opened(pipe))) {
      boolean unused = client.put(new Ended(pipe, "closed"));
    }
    return pipe;
  }

  @Override
  public void startReading() {
    // The inbox always wakes the loop.
  }

  @Override
  public int receive(int limit, long now) {
    int received = 0;
    for (Arrival next; received < limit && (next = inbox.poll()) != null; received++) {
      take(next, now);
    }
    return received;
  }

  private void take(Arrival arrival, long now) {
    InprocPipe pipe = arrival.pipe();
    if (arrival instanceof Opened) {
      accept(pipe);
      return;
    }
    Connection peer = peers.get(pipe);
    if (peer == null) {
      return;
    }
    if (arrival instanceof Delivery delivery) {
      delivery.open(peer, options, now); // ignored if the peer was dropped
    } else if (arrival instanceof Ended ended) {
      peers.remove(pipe);
      peer.disconnect(ended.reason());
    }
  }

  private void accept(InprocPipe pipe) {
    if (accepting) {
      String name = "client of " + endpoint + "#" + ++connections;
      peers.put(pipe, context.connection(name, endpoint, null, pipe.toClient()));
    } else {
      pipe.toClient().disconnect("accepts no more connections");
    }
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    left = reason.text();
    peers.values().forEach(peer -> peer.disconnect(reason));
  }

  @Override
  public void stopAccepting() {
    accepting = false;
    registry.release(endpoint.name(), this);
  }

  @Override
  public void close(long lingerNanos) {
    stopAccepting();
    inbox.close();
    for (Arrival late; (late = inbox.poll()) != null; ) {
      late.pipe().toClient().disconnect(left);
    }
    peers.keySet().forEach(pipe -> pipe.toClient().disconnect(left));
    peers.clear();
  }
}
