package io.tightwire.internal.link;

import io.tightwire.internal.flow.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a client, to any number of servers. Those to servers that are no targets any
 * more, and those that are being replaced, stay until their ends. Confined to the loop thread.
 */
final class ClientTransports implements Transport, Targets {

  /** Creates the transports. */
  interface Factory {
    TargetTransport create(Endpoint endpoint);
  }

  private final Agent<?> agent;
  private final @Nullable SocketEngine engine;
  private final Factory factory;
  private final List<Endpoint> initial;
  private final Map<Endpoint, TargetTransport> targets = new HashMap<>();

  /** All transports, also retired ones. They are added at the end at any time. */
  private final List<TargetTransport> all = new ArrayList<>();

  /** The index of the transport that is asked first in the next pass, so that all have a turn. */
  private int first;

  /**
   * Creates the transports of a client.
   *
   * @param engine the engine of all sockets; null if there are none
   * @param initial the targets from the beginning
   */
  ClientTransports(
      Agent<?> agent, @Nullable SocketEngine engine, Factory factory, List<Endpoint> initial) {
    this.agent = agent;
    this.engine = engine;
    this.factory = factory;
    this.initial = initial;
  }

  @Override
  public void open() {
    initial.forEach(this::reach);
    agent.onOpened(this, System.nanoTime());
  }

  @Override
  public @Nullable SocketEngine engine() {
    return engine;
  }

  @Override
  public void reach(Endpoint endpoint) {
    if (!targets.containsKey(endpoint.requireConcrete())) {
      add(endpoint, factory.create(endpoint));
    }
  }

  private void add(Endpoint endpoint, TargetTransport transport) {
    targets.put(endpoint, transport);
    all.add(transport);
    transport.open();
  }

  @Override
  public void leave(Endpoint endpoint) {
    TargetTransport left = targets.remove(endpoint);
    if (left != null) {
      left.retire();
    }
  }

  @Override
  public void renew(Endpoint endpoint, long now) {
    TargetTransport former = targets.get(endpoint);
    if (former != null) {
      add(endpoint, former.succeed(now));
    }
  }

  @Override
  public int receive(int limit, long now) throws IOException {
    int count = all.size();
    if (count == 1) {
      return all.get(0).receive(limit, now);
    }
    int received = 0;
    for (int i = 0; i < count && received < limit; i++) {
      received += all.get((first + i) % count).receive(limit - received, now);
    }
    first = count == 0 ? 0 : (first + 1) % count;
    return received;
  }

  @Override
  public long tick(long now) throws IOException {
    long due = Long.MAX_VALUE;
    boolean over = false;
    for (int i = 0; i < all.size(); i++) {
      TargetTransport each = all.get(i);
      long next = each.tick(now);
      due = Times.earlier(due, next);
      over |= each.isOver();
    }
    if (over) {
      removeEnded();
    }
    return due;
  }

  private void removeEnded() throws IOException {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).isOver()) {
        all.remove(i).close(0);
      }
    }
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    all.forEach(each -> each.disconnectAll(reason));
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    IOException failure = null;
    for (TargetTransport each : all) {
      try {
        each.close(lingerNanos);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
