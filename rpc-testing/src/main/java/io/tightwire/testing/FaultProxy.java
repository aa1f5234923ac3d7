package io.tightwire.testing;

import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.wire.FrameWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
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

  // Confined to the entrance's loop.
  private final Deque<byte[]> early = new ArrayDeque<>();
  private @Nullable Peer client;
  private @Nullable Peer server;
  private boolean paired;
  private final ShutdownMark mark = new ShutdownMark();

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
   * Cuts the connection when the client's next SHUTDOWN arrives. That frame is not forwarded: it is
   * a mark behind all frames that the client sent before.
   */
  void cutAtShutdown(String why) {
    await(() -> mark.expect(() -> cut(why)));
  }

  /** Forwards all delayed frames when the client's next SHUTDOWN arrives. */
  void releaseAtShutdown() {
    await(() -> mark.expect(filter::releaseAll));
  }

  /**
   * Runs the pending action now if its SHUTDOWN has not arrived.
   *
   * @param mayCome whether the SHUTDOWN may arrive later; it must not reach the server then, either
   */
  void waitNoLonger(boolean mayCome) {
    await(() -> mark.waitNoLonger(mayCome));
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

  /** Runs a step on the loop and waits for it; does nothing if the proxy is closed. */
  private void await(Runnable step) {
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
  }

  @Override
  public void close() {
    entrance.close(Duration.ZERO);
    exit.close(Duration.ZERO);
  }

  // --- on the entrance's loop ---

  private void cut(String why) {
    Peer gone = client;
    part(why);
    if (gone != null) {
      gone.drop(why);
    }
  }

  /**
   * Ends the pairing when the client has disconnected or is disconnected. The server learns it by
   * the loss of its connection.
   */
  private void part(String why) {
    client = null;
    early.clear();
    filter.reset();
    mark.forgetLate();
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
    boolean unused = entrance.post(step); // a closed link needs no notice
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
        cut(reason);
      }
    }
  }

  private void serverIsAbsent(String reason) {
    absence = reason;
    cut(reason);
  }

  private void fromServer(Peer peer, byte[] message) {
    if (server == peer && client != null) {
      filter.fromServer(message);
    }
  }

  /** The side to which the client connects. Confined to its loop thread. */
  private final class Entrance implements Agent<Step> {

    @Override
    public void onCommand(Step command, long now) {
      command.run(now);
    }

    @Override
    public void onConnected(Peer peer, long now) {
      if (client != null) {
        part("the client has connected again");
      }
      if (plan.get().unreachable()) {
        peer.drop("the server is unreachable");
      } else if (absence != null) {
        peer.drop(absence);
      } else {
        client = peer;
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
      client = null;
    }
  }

  /** The side that connects to the server. Confined to its loop thread. */
  private final class Exit implements Agent<Step> {

    @Override
    public void onCommand(Step command, long now) {
      command.run(now);
    }

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
    public long onTick(long now) {
      return Long.MAX_VALUE;
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
      Peer behind = server;
      if (behind != null) {
        toExit(now -> behind.packAtMost(bytes));
      }
    }

    @Override
    public void cut(String path) {
      FaultProxy.this.cut("a call of " + path + " has cost the connection");
    }

    @Override
    public boolean takesShutdown(long id) {
      if (!mark.takes()) {
        return false;
      }
      toClient(FrameWriter.nilResult(id));
      return true;
    }
  }
}
