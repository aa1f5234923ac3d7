package io.tightwire.internal.client;

import io.tightwire.ClientStats;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.Targets;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Items;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The client's state machine: what the link tells it, frame by frame. What becomes of the calls is
 * up to {@link ClientCalls}, the servers and their connections to {@link Fleet}.
 *
 * <p>Sans I/O: no thread, clock or socket inside. Confined to the loop thread.
 */
public final class ClientCore implements Agent<ClientCommand> {

  private final ClientOptions options;
  private final ClientCounters counters;
  private final Fleet fleet;
  private final ClientCalls calls;
  private final FrameReader frames = new FrameReader();
  private final Runnable onTrouble;
  private final CallbackRetries callbackRetries = new CallbackRetries();
  private boolean closed;
  private boolean loopEnded;

  /** The time at which the last items came. */
  private long streamedAt;

  /**
   * Creates the state machine.
   *
   * @param readiness is told when calls can be sent and when not
   * @param pendingLimit is acquired by calls before they come here
   * @param counters count what is sent
   * @param random picks servers
   * @param onTrouble is run when a connection is lost or can't be made: the list may have changed
   */
  public ClientCore(
      ClientOptions options,
      Readiness readiness,
      PendingCallLimit pendingLimit,
      ClientCounters counters,
      RandomGenerator random,
      Runnable onTrouble) {
    this.options = options;
    this.counters = counters;
    this.fleet = new Fleet(options, readiness, counters, random);
    this.calls = new ClientCalls(options, fleet, pendingLimit, counters);
    this.onTrouble = onTrouble;
  }

  // --- what callers ask for ---

  @Override
  public void onCommand(ClientCommand command, long now) {
    command.apply(this, now);
  }

  ClientCalls calls() {
    return calls;
  }

  /** Returns the servers; for tests. */
  Fleet fleet() {
    return fleet;
  }

  /** Repeats a callback for which there was no thread, soon. */
  void retryCallback(Runnable step, long now) {
    callbackRetries.add(step, now);
    if (loopEnded) {
      callbackRetries.runAll(); // no other pass comes
    }
  }

  /** Cancels all calls, since the client was closed; later ones fail. */
  public void close(String reason) {
    closed = true;
    fleet.closed(reason);
    calls.close(reason, null);
  }

  /** Returns the endpoints of the servers that are known from the beginning. */
  public List<Endpoint> endpoints() {
    return fleet.endpoints();
  }

  /** Returns what users are shown of the servers. */
  public List<ServerStatus> servers(long now) {
    return fleet.status(now);
  }

  /** Returns what users are shown of the client as a whole. */
  public ClientStats stats(long now) {
    return counters.stats(
        fleet.status(now), calls.inFlight(), calls.backlog().waiting(), calls.retryBudget(now));
  }

  // --- what the resolver tells ---

  /** Replaces the list of servers. */
  public void replaceServers(List<ServerAddress> all, long now) {
    fleet.replace(all, now);
    calls.failThoseThatDoNotWait();
  }

  /** Records that the list of servers could not be looked up. */
  public void resolutionFailed(String why) {
    fleet.resolutionFailed(why);
  }

  // --- what the link tells ---

  @Override
  public void onOpened(Targets targets, long now) {
    fleet.open(targets);
  }

  @Override
  public void onConnected(Peer connected, long now) {
    ServerConnection connection = fleet.connected(connected, now);
    if (connection != null) {
      connection.send(FrameWriter.hello(FrameWriter.AGENT, options.maxMessageSize(), Map.of()));
    }
  }

  @Override
  public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
    ServerConnection gone = fleet.disconnected(peer, "no connection: " + reason.text());
    if (gone != null) {
      gone.server().log().disconnected(reason, closed || gone.isDraining());
      calls.connectionLost(gone, reason.text(), now);
      onTrouble.run();
    }
  }

  @Override
  public void onFailed(Endpoint endpoint, DisconnectReason reason, long now) {
    Server server = fleet.server(endpoint);
    if (server != null) {
      server.log().failed(reason, closed);
      fleet.failed(server, "no connection: " + reason.text());
      onTrouble.run();
    }
  }

  @Override
  public void onRefused(Endpoint endpoint, String reason, long now) {
    Server server = fleet.server(endpoint);
    if (server != null) {
      server.refuse();
      fleet.failed(server, "no connection: " + reason);
      calls.failQueuedRefused(reason, true);
    }
  }

  @Override
  public void onMessage(Peer peer, byte[] message, long now) {
    ServerConnection from = fleet.connection(peer);
    if (from != null) {
      frames.open(message);
      read(from, now);
    }
  }

  @Override
  public void onLargeMessage(Peer peer, LargeBytes message, long now) {
    ServerConnection from = fleet.connection(peer);
    if (from != null) {
      frames.open(message);
      read(from, now);
    }
  }

  private void read(ServerConnection from, long now) {
    from.heard(now);
    try {
      readFrames(from, now);
    } finally {
      frames.close();
    }
  }

  private void readFrames(ServerConnection from, long now) {
    while (frames.hasNext()) {
      try {
        Frame frame = frames.next();
        if (frame instanceof Frame.Item item) {
          streamedAt = now;
          onItems(from.respondingCall(item.id()), frames.itemRun(item));
        } else {
          onFrame(from, frame, now);
        }
      } catch (BadFrameException e) {
        String what = "the server sent a frame that can't be decoded (" + e.getMessage() + ')';
        if (e.id() == 0 || e.losesRest()) {
          // A response might be lost in there, and its caller would never be told.
          fleet.drop(from, what);
          return;
        }
        calls.failProtocol(from.respondingCall(e.id()), what);
      }
    }
  }

  private void onFrame(ServerConnection from, Frame frame, long now) {
    if (frame instanceof Frame.Result result) {
      onResult(from, result, now);
    } else if (frame instanceof Frame.End end) {
      onEnd(from, end, now);
    } else if (frame instanceof Frame.Failure failure) {
      onFailure(from, failure, now);
    } else if (frame instanceof Frame.Hello hello) {
      from.server().log().connected();
      onHello(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      from.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.Ready ready) {
      fleet.notReady(from, ready.notReady());
      calls.failThoseThatDoNotWait();
    } else if (frame instanceof Frame.GoAway goAway) {
      String reason = goAway.reason();
      fleet.goAway(from, "the server is going away" + (reason == null ? "" : ": " + reason), now);
      calls.failThoseThatDoNotWait();
    } else if (frame.id() != 0
        && !InputQueues.take(calls, from, frame)) { // later versions say more about the connection
      onUnsupported(from, frame);
    }
  }

  private void onResult(ServerConnection from, Frame.Result result, long now) {
    ClientCall call = from.respondingCall(result.id());
    if (call != null && call.isStream()) {
      calls.failProtocol(call, "the server ended a stream with a single result");
    } else {
      calls.succeed(call, from, result, now);
    }
  }

  private void onItems(@Nullable ClientCall call, Items items) {
    if (call == null) {
      return; // it has ended already
    }
    ItemReceiver receiver = call.receiver;
    int permitted = receiver == null ? 0 : receiver.useCredit(items);
    if (permitted > 0) {
      call.onItems(items.first(permitted).detached());
    }
    if (permitted < items.count()) {
      calls.failProtocol(call, "the server sent an item that was not asked for");
    }
  }

  private void onEnd(ServerConnection from, Frame.End end, long now) {
    ClientCall call = from.respondingCall(end.id());
    if (call != null && !call.isStream()) {
      calls.failProtocol(call, "the server ended a stream that is none");
    } else {
      calls.succeed(call, from, end, now);
    }
  }

  private void onFailure(ServerConnection from, Frame.Failure failure, long now) {
    if (failure.id() == 0) {
      refuseServer(from, "the server refused the connection: " + failure.message());
    } else {
      ClientCall call = from.respondingCall(failure.id());
      if (call != null) {
        calls.refused(call, from, failure, now);
      }
    }
  }

  private void onHello(ServerConnection from, Frame.Hello hello, long now) {
    if (hello.version() != Frame.VERSION) {
      refuseServer(
          from,
          "the server speaks version "
              + hello.version()
              + " of the protocol, this client "
              + Frame.VERSION);
    } else {
      from.server().fingerprints().set(hello.fingerprints());
      from.ready(hello);
      fleet.ready(from, now); // queued calls are sent by the tick: a READY or GOAWAY may follow
    }
  }

  /** Drops a server that is incompatible, as it will stay. */
  private void refuseServer(ServerConnection from, String reason) {
    from.server().refuse();
    calls.failQueuedRefused(reason, false);
    fleet.drop(from, reason);
  }

  /** Ends the call that an unknown frame is about, on both sides. */
  private void onUnsupported(ServerConnection from, Frame frame) {
    String what = frame.notUnderstoodBy("A client");
    from.send(FrameWriter.error(frame.id(), RpcStatus.UNIMPLEMENTED.name(), what, true));
    calls.failUnsupported(from.respondingCall(frame.id()), what);
  }

  @Override
  public long onTick(long now) {
    calls.expire(now);
    long due = fleet.check(now);
    calls.sendQueued(now);
    long next = Times.earlier(calls.endPass(), callbackRetries.run(now));
    return Times.earlier(next, due);
  }

  @Override
  public boolean callersMayDrive() {
    return calls.areAttended() && fleet.acceptsCalls();
  }

  @Override
  public boolean isStreaming(long now) {
    return now == streamedAt;
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    String reason =
        failure == null ? "the client is closed" : "the client's loop failed: " + failure;
    closed = true;
    fleet.closed(reason);
    calls.close(reason, failure);
    loopEnded = true;
    callbackRetries.runAll();
  }

  /** Returns whether a call is queued that could be sent; for tests. */
  public boolean isIdling(long now) {
    return calls.backlog().anyMatch(call -> fleet.pick(call, now) != null);
  }

  /** Returns whether no call is under way; for tests. */
  public boolean isIdle() {
    return calls.isIdle();
  }
}
