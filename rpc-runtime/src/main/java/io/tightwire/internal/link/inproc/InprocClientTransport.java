package io.tightwire.internal.link.inproc;

import io.tightwire.internal.link.Backoff;
import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.TargetTransport;
import io.tightwire.internal.link.inproc.InprocInbox.Arrival;
import io.tightwire.internal.link.inproc.InprocInbox.Delivery;
import io.tightwire.internal.link.inproc.InprocInbox.Ended;
import org.jspecify.annotations.Nullable;

/**
 * Maintains a client's connection to a server in the same process. A lost connection is made again
 * when its delay has passed and the name is bound. Confined to the loop thread.
 */
public final class InprocClientTransport implements TargetTransport {

  private static final DisconnectReason NO_SERVER =
      DisconnectReason.unreachable("no server in this process has that name");

  private final Endpoint endpoint;
  private final InprocRegistry registry;
  private final LinkOptions options;
  private final LinkContext context;
  private final Runnable watcher;
  private final Backoff backoff;
  private @Nullable InprocInbox inbox;
  private @Nullable InprocPipe pipe;
  private @Nullable Connection peer;
  private long connections;
  private long due;
  private String left = "closed";
  private boolean retired;

  /** Whether the agent knows that no server has the name. */
  private boolean told;

  /** Creates the transport of a client; connects when it is opened. */
  public InprocClientTransport(Endpoint endpoint, LinkContext context) {
    this(endpoint, InprocRegistry.PROCESS, context);
  }

  InprocClientTransport(Endpoint endpoint, InprocRegistry registry, LinkContext context) {
    this(endpoint, registry, context, new Backoff(), System.nanoTime());
  }

  private InprocClientTransport(
      Endpoint endpoint, InprocRegistry registry, LinkContext context, Backoff backoff, long due) {
    this.endpoint = endpoint;
    this.registry = registry;
    this.backoff = backoff;
    this.due = due;
    this.options = context.options();
    this.context = context;
    this.watcher = context::wake;
  }

  @Override
  public void open() {
    registry.watch(endpoint.name(), watcher); // before the name is looked up
  }

  @Override
  public void retire() {
    retired = true;
  }

  @Override
  public boolean isOver() {
    return retired && peer == null;
  }

  @Override
  public TargetTransport succeed(long now) {
    retire();
    if (peer != null && peer.isProven(now)) {
      backoff.reset();
    }
    InprocClientTransport next =
        new InprocClientTransport(endpoint, registry, context, backoff, now + backoff.next());
    next.connections = connections;
    return next;
  }

  /** Connects, if a server has the name; returns whether it does. */
  private boolean connect() {
    InprocPort port = registry.find(endpoint.name());
    if (port == null) {
      return false;
    }
    told = false;
    InprocInbox fresh = new InprocInbox(context::wake);
    InprocPipe opened = port.connect(fresh);
    inbox = fresh;
    pipe = opened;
    String name = endpoint + "#" + ++connections;
    peer = context.connection(name, endpoint, null, opened.toServer());
    return true;
  }

  @Override
  public @Nullable SocketEngine engine() {
    return null;
  }

  @Override
  public int receive(int limit, long now) {
    Connection peer = this.peer;
    InprocInbox inbox = this.inbox;
    if (peer == null || inbox == null) {
      return 0;
    }
    peer.announce(now);
    int received = 0;
    for (Arrival next;
        received < limit && !peer.isDisconnected() && (next = inbox.poll()) != null;
        received++) {
      if (next instanceof Delivery delivery) {
        delivery.open(peer, options, now);
      } else if (next instanceof Ended ended) {
        peer.disconnect(ended.reason());
      }
    }
    return received;
  }

  @Override
  public long tick(long now) {
    if (peer != null && !peer.isDisconnected()) {
      return Long.MAX_VALUE;
    }
    if (peer != null) {
      if (peer.isProven(now)) {
        backoff.reset();
      }
      disconnect();
      due = now + backoff.next();
    }
    if (retired) {
      return Long.MAX_VALUE;
    }
    if (now - due < 0) {
      return due;
    }
    if (connect()) {
      return now;
    }
    if (!told) {
      told = true;
      context.agent().onFailed(endpoint, NO_SERVER, now);
    }
    return Long.MAX_VALUE; // the watcher wakes the loop
  }

  private void disconnect() {
    if (pipe != null && inbox != null) {
      pipe.toServer().disconnect(left);
      inbox.close();
    }
    pipe = null;
    inbox = null;
    peer = null;
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    left = reason.text();
    if (peer != null) {
      peer.disconnect(reason);
    }
  }

  @Override
  public void close(long lingerNanos) {
    registry.unwatch(endpoint.name(), watcher);
    disconnect();
  }
}
