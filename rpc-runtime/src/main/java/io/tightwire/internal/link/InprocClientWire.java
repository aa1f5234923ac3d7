package io.tightwire.internal.link;

import io.tightwire.internal.link.InprocInbox.Arrival;
import io.tightwire.internal.link.InprocInbox.Delivery;
import io.tightwire.internal.link.InprocInbox.Ended;
import org.jspecify.annotations.Nullable;

/**
 * A client's one connection to a server in the same process, made anew whenever it is lost: at once
 * when the name is there, else when it appears. Confined to the loop thread.
 */
final class InprocClientWire implements Wire {

  private final Endpoint endpoint;
  private final InprocNames names;
  private final LinkOptions options;
  private final Agent<?> agent;
  private final Traffic traffic;
  private final Runnable watcher;
  private final Backoff backoff = new Backoff();
  private @Nullable InprocInbox inbox;
  private @Nullable InprocLine line;
  private @Nullable Connection peer;
  private long connections;
  private long due;
  private String left = "closed";

  /** Whether the agent knows that nobody is there. */
  private boolean told;

  InprocClientWire(
      Endpoint endpoint, InprocNames names, LinkOptions options, Agent<?> agent, Traffic traffic) {
    this.endpoint = endpoint;
    this.names = names;
    this.options = options;
    this.agent = agent;
    this.traffic = traffic;
    this.watcher = traffic::wake;
  }

  @Override
  public void open(Sockets sockets) {
    names.watch(endpoint.name(), watcher); // before it is looked for
    due = System.nanoTime();
    boolean unused = connect();
  }

  /** Says whether there is somebody. */
  private boolean connect() {
    InprocPort port = names.find(endpoint.name());
    if (port == null) {
      return false;
    }
    told = false;
    InprocInbox fresh = new InprocInbox(traffic::wake);
    InprocLine opened = port.connect(fresh);
    inbox = fresh;
    line = opened;
    String name = endpoint + "#" + ++connections;
    peer = new Connection(name, endpoint, opened.toServer(), traffic, options);
    return true;
  }

  @Override
  public int receive(int limit, long now) {
    Connection peer = this.peer;
    InprocInbox inbox = this.inbox;
    if (peer == null || inbox == null) {
      return 0;
    }
    peer.announce(agent, now);
    int received = 0;
    for (Arrival next;
        received < limit && !peer.isGone() && (next = inbox.poll()) != null;
        received++) {
      if (next instanceof Delivery delivery) {
        delivery.open(peer, options, agent, now);
      } else if (next instanceof Ended ended) {
        peer.leave(ended.reason());
      }
    }
    return received;
  }

  @Override
  public long tick(long now) {
    if (peer != null && !peer.isGone()) {
      return Long.MAX_VALUE;
    }
    if (peer != null) {
      if (peer.isProven(now)) {
        backoff.reset();
      }
      disconnect();
      due = now + backoff.next();
    }
    if (now - due < 0) {
      return due;
    }
    if (connect()) {
      return now;
    }
    if (!told) {
      told = true;
      agent.onFailed("no server in this process has that name", now);
    }
    return Long.MAX_VALUE; // the watcher wakes the loop
  }

  private void disconnect() {
    if (line != null && inbox != null) {
      line.toServer().hangUp(left);
      inbox.close();
    }
    line = null;
    inbox = null;
    peer = null;
  }

  @Override
  public void leaveAll(String reason) {
    left = reason;
    if (peer != null) {
      peer.leave(reason);
    }
  }

  @Override
  public void close(long lingerNanos) {
    names.unwatch(endpoint.name(), watcher);
    disconnect();
  }
}
