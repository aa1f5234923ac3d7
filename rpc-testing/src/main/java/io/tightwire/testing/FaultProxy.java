package io.tightwire.testing;

import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.ClientLink;
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
 * Stands between one client and its server, as a network does: each of them is connected to the
 * relay, and neither knows. What state there is belongs to the loop of the client's side. Safe for
 * use by many threads.
 */
final class FaultProxy implements AutoCloseable {

  /** Of a loop. */
  private interface Step {
    void run(long now);
  }

  /** The ends have limits of their own, which the relay must not come before. */
  private static final int ANY_MESSAGE = 1 << 30;

  private static final long ANY_QUEUE = 1L << 40;

  private final CurrentPlan plan;
  private final ServerLink<Step> entrance;
  private final ClientLink<Step> exit;
  private final FrameFilter filter;
  private final String endpoint;

  // The entrance's loop alone.
  private final Deque<byte[]> early = new ArrayDeque<>();
  private @Nullable Peer client;
  private @Nullable Peer server;
  private boolean paired;

  /** Why there is no server; null if there may be one. */
  private @Nullable String absence;

  private @Nullable Runnable atShutdown;

  /** How many marks may come by still, although nobody waits for them any more. */
  private int late;

  /**
   * A relay to a server.
   *
   * @param target where the server is
   * @param plan asked for each call
   */
  FaultProxy(String target, CurrentPlan plan) {
    this.plan = plan;
    filter = new FrameFilter(plan, new Decisions());
    entrance = new ServerLink<>(options("tightwire-relay"), new Entrance());
    exit = new ClientLink<>(Endpoint.parse(target), options("tightwire-relay-exit"), new Exit());
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

  /** Where the client finds it. */
  String endpoint() {
    return endpoint;
  }

  /**
   * Has the connection cut when the client's next SHUTDOWN comes by, which then ends here: a mark
   * behind all that the client sent before.
   */
  void cutAtShutdown(String why) {
    await(() -> atShutdown = () -> cut(why));
  }

  /** Has all that is held back passed on when the client's next SHUTDOWN comes by. */
  void releaseAtShutdown() {
    await(() -> atShutdown = filter::releaseAll);
  }

  /**
   * Does what was to be done, unless the SHUTDOWN came by.
   *
   * @param mayCome whether it may do so later; it must not reach the server then, either
   */
  void waitNoLonger(boolean mayCome) {
    await(
        () -> {
          Runnable missed = atShutdown;
          if (missed != null) {
            atShutdown = null;
            late += mayCome ? 1 : 0;
            missed.run();
          }
        });
  }

  /** Nobody is let in, nor finds the entrance. */
  void shut() {
    entrance.stopAccepting();
  }

  /** The opposite, if it was shut; does nothing if the relay is closed. */
  void reopen() {
    try {
      String unused = bind(endpoint);
    } catch (IllegalStateException e) {
      // It is closed, and stays so.
    }
  }

  /** Has the loop do something, and waits for it; does nothing if the relay is closed. */
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

  /** The client has left, or is made to; the server is told by losing its client. */
  private void part(String why) {
    client = null;
    early.clear();
    filter.reset();
    late = 0;
    Peer behind = server;
    if (paired && behind != null) {
      server = null;
      toExit(now -> behind.drop(why));
    }
    paired = false;
  }

  private void toExit(Step step) {
    boolean unused = exit.post(step); // a closed one has nobody to tell
  }

  private void toEntrance(Step step) {
    boolean unused = entrance.post(step); // a closed one has nobody to tell
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

  /** What the client is connected to. */
  private final class Entrance implements Agent<Step> {

    @Override
    public void onCommand(Step command, long now) {
      command.run(now);
    }

    @Override
    public void onConnected(Peer peer, long now) {
      if (client != null) {
        part("the client has connected anew");
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
    public void onDisconnected(Peer peer, String reason, long now) {
      if (client == peer) {
        part(reason);
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

  /** What is connected to the server. */
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
      peer.markProven(); // the client waits for itself between two connections
      toEntrance(then -> fromServer(peer, message));
    }

    @Override
    public void onDisconnected(Peer peer, String reason, long now) {
      toEntrance(then -> serverWent(peer, reason));
    }

    @Override
    public void onFailed(String reason, long now) {
      toEntrance(then -> serverIsAbsent(reason));
    }

    @Override
    public long onTick(long now) {
      return Long.MAX_VALUE;
    }

    @Override
    public void onClosed(@Nullable Throwable failure) {
      // There is nothing left to tell.
    }
  }

  /** What the passage decides is done here. */
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
      Runnable due = atShutdown;
      if (due != null) {
        atShutdown = null;
        due.run();
      } else if (late > 0) {
        late--;
      } else {
        return false;
      }
      toClient(FrameWriter.nilResult(id));
      return true;
    }
  }
}
