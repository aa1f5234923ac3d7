package io.tightwire.internal;

import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.server.ServerCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One address of a {@link Schedule}: the servers that follow one another there, and the client's
 * connections to them. The client has one connection, and those that it replaces by another.
 * Confined to one thread.
 */
final class ScheduledSite {

  private final String endpoint;
  private final ClientCore client;
  private final Supplier<ScheduledServer> servers;
  private final List<ScheduledConnection> replaced = new ArrayList<>();
  private ScheduledServer server;
  private ScheduledConnection connection;

  ScheduledSite(String endpoint, ClientCore client, Supplier<ScheduledServer> servers) {
    this.endpoint = endpoint;
    this.client = client;
    this.servers = servers;
    this.server = servers.get();
    this.connection = new ScheduledConnection(endpoint, client);
  }

  private List<ScheduledConnection> connections() {
    List<ScheduledConnection> all = new ArrayList<>(replaced);
    all.add(connection);
    return all;
  }

  /** Lets the client connect again while its connection drains. */
  void renew() {
    if (connection.isConnected()) {
      replaced.add(connection);
      connection = new ScheduledConnection(endpoint, client);
    }
  }

  /** A server that goes away accepts no new client. */
  void connect(long now) {
    if (!connection.isConnected() && !server.isDraining()) {
      connection.connect(now);
    }
  }

  /** Delivers a message to the server; returns whether there was one. */
  boolean deliverToServer(long now) {
    boolean delivered = false;
    for (ScheduledConnection each : connections()) {
      delivered |= each.deliverTo(server, now);
    }
    return delivered;
  }

  /** Delivers a message to the client; returns whether there was one. */
  boolean deliverToClient(long now) {
    boolean delivered = false;
    for (ScheduledConnection each : connections()) {
      delivered |= each.deliverToClient(now);
    }
    return delivered;
  }

  boolean serverCommand(long now) {
    ServerCommand command = server.poll();
    if (command != null) {
      server.core().onCommand(command, now);
    }
    return command != null;
  }

  void setWritable(boolean toTheServer, boolean toTheClient) {
    connections().forEach(each -> each.setWritable(toTheServer, toTheClient));
  }

  /** Ticks the server; returns whether it is due later. */
  boolean tick(long now) {
    TaskRunner.Task none = server.core().nextTask(TaskRunner.NONE);
    if (none != null) {
      throw new AssertionError("no call runs on the loop here");
    }
    long due = server.core().onTick(now);
    return due == Long.MAX_VALUE || due - now > 0;
  }

  /** Ends the connections that one side has dropped; returns whether there was one. */
  boolean endDropped(long now) {
    boolean ended = false;
    for (ScheduledConnection each : connections()) {
      if (each.isDropped()) {
        each.disconnect(server.core(), now);
        ended = true;
      }
    }
    replaced.removeIf(each -> !each.isConnected());
    return ended;
  }

  /** Has something happen that a client must bear. */
  void accident(Random random, long now) {
    if (server.isDrained()) {
      restart(now);
    } else if (!connection.isConnected()) {
      connect(now);
    } else {
      switch (random.nextInt(12)) {
        case 0, 1 -> connection.disconnect(server.core(), now);
        case 2 -> server.drain(now, Duration.ofMillis(random.nextInt(200)));
        default -> {}
      }
    }
  }

  boolean isDrained() {
    return server.isDrained();
  }

  /** Replaces a server that is gone by a new one. */
  void restart(long now) {
    disconnectAll(now);
    server.close();
    requireIdle();
    server = servers.get();
  }

  void disconnectAll(long now) {
    for (ScheduledConnection each : connections()) {
      if (each.isConnected()) {
        each.disconnect(server.core(), now);
      }
    }
    replaced.clear();
  }

  void requireIdle() {
    try {
      server.requireIdle();
    } catch (AssertionError e) {
      throw new AssertionError("the server at " + endpoint + ": " + e.getMessage(), e);
    }
  }

  /** Returns whether something is under way here. */
  boolean isBusy() {
    return server.hasCommands() || connections().stream().anyMatch(ScheduledConnection::isBusy);
  }
}
