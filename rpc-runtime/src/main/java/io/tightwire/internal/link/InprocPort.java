package io.tightwire.internal.link;

import io.tightwire.internal.link.InprocInbox.Arrival;
import io.tightwire.internal.link.InprocInbox.Delivery;
import io.tightwire.internal.link.InprocInbox.Ended;
import io.tightwire.internal.link.InprocInbox.Opened;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;

/**
 * One name that a server listens at inside its process, and those who came in there. Confined to
 * the loop thread, but for {@link #connect} and what tells who owns it.
 */
final class InprocPort implements ServerPort {

  private final Endpoint endpoint;
  private final InprocNames names;
  private final LinkOptions options;
  private final Traffic traffic;
  private final InprocInbox inbox;
  private final Map<InprocLine, Connection> peers = new HashMap<>();
  private final Thread owner = Thread.currentThread();
  private long connections;
  private boolean accepting = true;
  private String left = "closed";

  private InprocPort(Endpoint endpoint, InprocNames names, LinkOptions options, Traffic traffic) {
    this.endpoint = endpoint;
    this.names = names;
    this.options = options;
    this.traffic = traffic;
    this.inbox = new InprocInbox(traffic::wake);
  }

  /**
   * Listens at a name, or at one of its own.
   *
   * @throws BindException if somebody has the name
   */
  static InprocPort bind(Endpoint wanted, InprocNames names, LinkOptions options, Traffic traffic)
      throws BindException {
    Endpoint endpoint = wanted.isAnyHost() ? Endpoint.ofName(names.choose()) : wanted;
    InprocPort port = new InprocPort(endpoint, names, options, traffic);
    names.bind(endpoint.name(), port);
    return port;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  /** For messages. */
  String owner() {
    return "whose thread is \"" + owner.getName() + "\" #" + owner.getId();
  }

  boolean isOf(InprocPort other) {
    return owner == other.owner;
  }

  /**
   * Connects a client, whose messages are put into {@code client} from now on. Safe for use by many
   * threads.
   *
   * @return the connection; it is useless if this port is closed, and says so
   */
  InprocLine connect(InprocInbox client) {
    InprocLine line = new InprocLine(client, inbox);
    if (!inbox.put(new Opened(line))) {
      boolean unused = client.put(new Ended(line, "closed"));
    }
    return line;
  }

  @Override
  public void watch() {
    // They always do.
  }

  @Override
  public int receive(int limit, Agent<?> agent, long now) {
    int received = 0;
    for (Arrival next; received < limit && (next = inbox.poll()) != null; received++) {
      take(next, agent, now);
    }
    return received;
  }

  private void take(Arrival arrival, Agent<?> agent, long now) {
    InprocLine line = arrival.line();
    if (arrival instanceof Opened) {
      greet(line);
      return;
    }
    Connection peer = peers.get(line);
    if (peer == null) {
      return;
    }
    if (arrival instanceof Delivery delivery) {
      delivery.open(peer, options, agent, now); // ignored if the peer was dropped
    } else if (arrival instanceof Ended ended) {
      peers.remove(line);
      peer.leave(ended.reason());
    }
  }

  private void greet(InprocLine line) {
    if (accepting) {
      String name = "client of " + endpoint + "#" + ++connections;
      peers.put(line, new Connection(name, endpoint, line.toClient(), traffic, options));
    } else {
      line.toClient().hangUp("accepts nobody any more");
    }
  }

  @Override
  public void leaveAll(String reason) {
    left = reason;
    peers.values().forEach(peer -> peer.leave(reason));
  }

  @Override
  public void stopAccepting() {
    accepting = false;
    names.release(endpoint.name(), this);
  }

  @Override
  public void close(long lingerNanos) {
    stopAccepting();
    inbox.close();
    for (Arrival late; (late = inbox.poll()) != null; ) {
      late.line().toClient().hangUp(left);
    }
    peers.keySet().forEach(line -> line.toClient().hangUp(left));
    peers.clear();
  }
}
