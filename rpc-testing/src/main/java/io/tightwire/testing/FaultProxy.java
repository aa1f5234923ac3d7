package io.tightwire.testing;

import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.wire.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between one client and its server, which injects faults; neither notices it. Its state is
 * confined to the loop of the client's side. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  /** A command for a loop. */
  private interface Step {
    void run(long now);
  }

  /** The client and the server have their own limits; those of the proxy must not apply first. */
  private static final int ANY_MESSAGE = 1 << 30;

  private static final long ANY_QUEUE = 1L << 40;

  private final CurrentPlan plan;
  private final ServerLink<Step> entrance;
  private final ClientLink<Step> exit;
  private final FrameFilter filter;
  private final String endpoint;
  private final AtomicLong connections = new AtomicLong();

  // Confined to the entrance's loop.
  private final Deque<byte[]> early = new ArrayDeque<>();
  private @Nullable Peer client;
  private @Nullable Peer server;
  private boolean paired;
  private final PingMarks marks = new PingMarks();

  /** The reason why there is no server; null if there may be one. */
  private @Nullable String absence;

  /**
   * Creates a proxy to a server.
   *
   * @param target the server's endpoint
   * @param plan the faults, read for each call
   */
  FaultProxy(String target, CurrentPlan plan) {
    this.plan = plan;
    filter = new FrameFilter(plan, new Decisions());
    entrance = new ServerLink<>(options("tightwire-proxy"), new Entrance());
    exit = new ClientLink<>(Endpoint.parse(target), options("tightwire-proxy-exit"), new Exit());
    boolean open = false;
    try {
      endpoint = bind("inproc://*");
      entrance.start();
      exit.start();
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  private static LinkOptions options(String name) {
    return new LinkOptions(name, ANY_MESSAGE, ANY_QUEUE);
  }

  private String bind(String where) {
    try {
      return entrance.bind(Endpoint.parse(where)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Returns the endpoint to which the client connects. */
  String endpoint() {
    return endpoint;
  }

  /**
   * Waits until all frames that the client has sent have arrived, or its connection has ended. Only
   * a client whose loop stands still is not waited for.
   */
  void awaitMark() {
    CompletableFuture<@Nullable Void> arrived = new CompletableFuture<>();
    if (await(() -> marks.send(arrived))) {
      arrived.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    }
  }

  /** Cuts the connection. */
  void cut(String why) {
    boolean unused = await(() -> drop(why));
  }

  /** Returns the number of connections that the client has had, or has. */
  long connections() {
    return connections.get();
  }

  /** Forwards all delayed frames. */
  void release() {
    boolean unused = await(filter::releaseAll);
  }

  /** Refuses new connections, and unbinds the entrance. */
  void shut() {
    entrance.stopAccepting();
  }

  /** Accepts connections again after {@link #shut}; does nothing if the proxy is closed. */
  void reopen() {
    try {
      String unused = bind(endpoint);
    } catch (IllegalStateException e) {
      // The proxy is closed, and stays closed.
    }
  }

  /** Runs a step on the loop and waits for it; returns false if the proxy is closed. */
  private boolean await(Runnable step) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    boolean posted =
        entrance.post(
            now -> {
              step.run();
              done.complete(null);
            });
    if (posted) {
      done.join();
    }
    return posted;
  }

  @Override
  public void close() {
    entrance.close(Duration.ZERO);
    exit.close(Duration.ZERO);
  }

  private void drop(String why) {
    Peer gone = client;
    part(why);
    if (gone != null) {
      gone.drop(why);
    }
  }

  /** Ends the pairing with a client that is gone. The server loses its connection. */
  private void part(String why) {
    client = null;
    early.clear();
    filter.reset();
    marks.end();
    Peer behind = server;
    if (paired && behind != null) {
      server = null;
      toExit(now -> behind.drop(why));
    }
    paired = false;
  }

  private void toExit(Step step) {
    boolean unused = exit.post(step); // a closed link needs no notice
  }

  private void toEntrance(Step step) {
    boolean unused = entrance.post(step);
  }

  private void forward(byte[] frame) {
    Peer behind = server;
    if (behind == null) {
      early.add(frame);
    } else {
      paired = true;
      toExit(now -> behind.send(frame));
    }
  }

  private void serverCame(Peer peer) {
    server = peer;
    absence = null;
    for (byte[] frame; (frame = early.poll()) != null; ) {
      forward(frame);
    }
  }

  private void serverWent(Peer peer, String reason) {
    if (server == peer) {
      server = null;
      if (paired) {
        drop(reason);
      }
    }
  }

  private void serverIsAbsent(String reason) {
    absence = reason;
    drop(reason);
  }

  private void fromServer(Peer peer, byte[] message) {
    if (server == peer && client != null) {
      filter.fromServer(message);
    }
  }

  /** What both sides have in common. Confined to its loop thread. */
  private abstract static class Side implements Agent<Step> {

    @Override
    public final void onCommand(Step command, long now) {
      command.run(now);
    }

    @Override
    public long onTick(long now) {
      return Long.MAX_VALUE;
    }
  }

  /** The side to which the client connects. Confined to its loop thread. */
  private final class Entrance extends Side {

    @Override
    public void onConnected(Peer peer, long now) {
      if (client != null) {
        peer.drop("the server drains"); // the calls in flight are on the former connection
      } else if (plan.get().unreachable()) {
        peer.drop("the server is unreachable");
      } else if (absence != null) {
        peer.drop(absence);
      } else {
        client = peer;
        connections.incrementAndGet();
      }
    }

    @Override
    public void onMessage(Peer peer, byte[] message, long now) {
      if (client == peer) {
        filter.fromClient(message, now);
      }
    }

    @Override
    public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
      if (client == peer) {
        part(reason.text());
      }
    }

    @Override
    public long onTick(long now) {
      return filter.release(now);
    }

    @Override
    public void onClosed(@Nullable Throwable failure) {
      part("closed");
    }
  }

  /** The side that connects to the server. Confined to its loop thread. */
  private final class Exit extends Side {

    @Override
    public void onConnected(Peer peer, long now) {
      toEntrance(then -> serverCame(peer));
    }

    @Override
    public void onMessage(Peer peer, byte[] message, long now) {
      peer.markProven(); // the client has its own backoff between two connections
      toEntrance(then -> fromServer(peer, message));
    }

    @Override
    public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
      toEntrance(then -> serverWent(peer, reason.text()));
    }

    @Override
    public void onFailed(Endpoint endpoint, DisconnectReason reason, long now) {
      toEntrance(then -> serverIsAbsent(reason.text()));
    }

    @Override
    public void onClosed(@Nullable Throwable failure) {} // there is no one left to inform
  }

  /** Executes the decisions of the filter. Confined to the entrance's loop thread. */
  private final class Decisions implements FrameFilter.Ends {

    @Override
    public void toServer(byte[] frame) {
      forward(frame);
    }

    @Override
    public void toClient(byte[] frames) {
      if (client != null) {
        client.send(frames);
      }
    }

    @Override
    public void clientTakes(long bytes) {
      if (client != null) {
        client.packAtMost(bytes);
      }
    }

    @Override
    public void serverTakes(long bytes) {
      marks.begin(client);
      Peer behind = server;
      if (behind != null) {
        toExit(now -> behind.packAtMost(bytes));
      }
    }

    @Override
    public void cut(String path) {
      drop("a call of " + path + " has cost the connection");
    }

    @Override
    public boolean takesPong(Slice payload) {
      return marks.takes(payload);
    }
  }
}
