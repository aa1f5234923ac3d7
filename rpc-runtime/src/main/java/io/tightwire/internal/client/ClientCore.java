package io.tightwire.internal.client;

import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Items;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client's state machine: what the link tells it, frame by frame. What becomes of the calls is
 * up to {@link ClientCalls}, the state of the connection to {@link ServerConnection}.
 *
 * <p>Sans I/O: no thread, clock or socket inside. Confined to the loop thread.
 */
public final class ClientCore implements Agent<ClientCommand> {

  private final ClientOptions options;
  private final ClientLog log;
  private final ServerConnection connection;
  private final ClientCalls calls;
  private final ServerFingerprints fingerprints;
  private final CallbackRetries callbackRetries = new CallbackRetries();
  private boolean loopEnded;

  /** The time at which the last items came. */
  private long streamedAt;

  /**
   * Creates the state machine.
   *
   * @param readiness is told when calls can be sent and when not
   * @param pendingLimit is acquired by calls before they come here
   * @param fingerprints is told which versions of its methods the server has
   */
  public ClientCore(
      ClientOptions options,
      Readiness readiness,
      PendingCallLimit pendingLimit,
      ServerFingerprints fingerprints) {
    this.options = options;
    this.log = new ClientLog(options.endpoint());
    this.connection = new ServerConnection(options.heartbeat(), readiness);
    this.calls = new ClientCalls(options, connection, pendingLimit);
    this.fingerprints = fingerprints;
  }

  // --- what callers ask for ---

  @Override
  public void onCommand(ClientCommand command, long now) {
    command.apply(this, now);
  }

  ClientCalls calls() {
    return calls;
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
    connection.closed(reason);
    calls.close(reason, null);
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer connected, long now) {
    connection.connected(connected, now);
    connection.send(FrameWriter.hello(FrameWriter.AGENT, options.maxMessageSize(), Map.of()));
  }

  @Override
  public void onDisconnected(Peer gone, DisconnectReason reason, long now) {
    if (connection.is(gone)) {
      log.disconnected(reason, calls.isClosed() || connection.isGoingAway());
      connection.disconnected("no connection: " + reason.text());
      calls.connectionLost(reason.text(), now);
    }
  }

  @Override
  public void onFailed(DisconnectReason reason, long now) {
    log.failed(reason, calls.isClosed());
    connection.disconnected("no connection: " + reason.text());
  }

  @Override
  public void onRefused(String reason, long now) {
    connection.disconnected("no connection: " + reason);
    calls.failQueuedUnauthenticated(reason);
  }

  @Override
  public void onMessage(Peer from, byte[] message, long now) {
    if (!connection.is(from)) {
      return;
    }
    read(from, new FrameReader(message), now);
  }

  @Override
  public void onLargeMessage(Peer from, LargeBytes message, long now) {
    if (connection.is(from)) {
      read(from, new FrameReader(message), now);
    }
  }

  private void read(Peer from, FrameReader frames, long now) {
    connection.heard(now);
    while (frames.hasNext()) {
      try {
        Frame frame = frames.next();
        if (frame instanceof Frame.Item item) {
          streamedAt = now;
          onItems(calls.inFlight(item.id()), frames.itemRun(item));
        } else {
          onFrame(from, frame, now);
        }
      } catch (BadFrameException e) {
        String what = "the server sent a frame that can't be decoded (" + e.getMessage() + ')';
        if (e.id() == 0 || e.losesRest()) {
          // A response might be lost in there, and its caller would never be told.
          connection.drop(what);
          return;
        }
        calls.failProtocol(calls.inFlight(e.id()), what);
      }
    }
  }

  private void onFrame(Peer from, Frame frame, long now) {
    if (frame instanceof Frame.Result result) {
      onResult(calls.inFlight(result.id()), result);
    } else if (frame instanceof Frame.End end) {
      onEnd(calls.inFlight(end.id()));
    } else if (frame instanceof Frame.Failure failure) {
      onFailure(failure);
    } else if (frame instanceof Frame.Hello hello) {
      log.connected();
      onHello(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      connection.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.GoAway goAway) {
      connection.goAway(goAway.reason());
      calls.disconnectIfDrained();
    } else if (frame.id() != 0) { // later versions may say more about the connection
      onUnsupported(frame);
    }
  }

  private void onResult(@Nullable ClientCall call, Frame.Result result) {
    if (call != null && call.isStream()) {
      calls.failProtocol(call, "the server ended a stream with a single result");
    } else {
      calls.complete(call, new Outcome.Succeeded(result.value()));
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

  private void onEnd(@Nullable ClientCall call) {
    if (call != null && !call.isStream()) {
      calls.failProtocol(call, "the server ended a stream that is none");
    } else {
      calls.complete(call, Outcome.END);
    }
  }

  private void onFailure(Frame.Failure failure) {
    if (failure.id() == 0) {
      refuseServer("the server refused the connection: " + failure.message());
    } else {
      ClientCall call = calls.inFlight(failure.id());
      // What this server did not run may have been run by the server of an earlier attempt.
      Frame.Failure known =
          call == null || call.attempts == 1 ? failure : failure.afterEarlierAttempt();
      calls.complete(call, new Outcome.Refused(known));
    }
  }

  private void onHello(Peer from, Frame.Hello hello, long now) {
    if (hello.version() != Frame.VERSION) {
      refuseServer(
          "the server speaks version "
              + hello.version()
              + " of the protocol, this client "
              + Frame.VERSION);
    } else {
      fingerprints.set(hello.fingerprints());
      connection.ready(from, hello.maxMessageSize());
      calls.sendQueued(now);
    }
  }

  /** Drops a server that is incompatible. Queued calls fail, since it stays incompatible. */
  private void refuseServer(String reason) {
    calls.failQueuedIncompatible(reason);
    connection.drop(reason);
  }

  /** Ends the call that an unknown frame is about, on both sides. */
  private void onUnsupported(Frame frame) {
    String what = frame.notUnderstoodBy("A client");
    connection.send(FrameWriter.error(frame.id(), RpcStatus.UNIMPLEMENTED.name(), what, true));
    calls.failUnsupported(calls.inFlight(frame.id()), what);
  }

  @Override
  public long onTick(long now) {
    calls.expire(now);
    calls.sendQueued(now);
    long next = Times.earlier(calls.endPass(), callbackRetries.run(now));
    return Times.earlier(next, connection.check(now));
  }

  @Override
  public boolean callersMayDrive() {
    return connection.acceptsCalls() && calls.areAttended();
  }

  @Override
  public boolean isStreaming(long now) {
    return now == streamedAt;
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    String reason =
        failure == null ? "the client is closed" : "the client's loop failed: " + failure;
    connection.closed(reason);
    connection.disconnected(reason);
    calls.close(reason, failure);
    loopEnded = true;
    callbackRetries.runAll();
  }

  /** Returns whether no call is under way; for tests. */
  public boolean isIdle() {
    return calls.isIdle();
  }
}
