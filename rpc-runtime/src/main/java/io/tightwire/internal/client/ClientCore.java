package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.CallTable;
import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client's calls and what becomes of each: numbered, sent, answered, timed out, called off,
 * failed with its connection. A call is sent at most once, on one connection, and leaves the table
 * before its outcome is told. No thread, clock or socket inside. Confined to the loop thread.
 */
public final class ClientCore implements Agent<ClientCommand> {

  private static final String AGENT = "tightwire-java";

  private final ClientOptions options;
  private final Readiness readiness;
  private final LocalFailures failures;

  private final Backlog waiting;
  private final CallTable<ClientCall> open = new CallTable<>();
  private final Deadlines<ClientCall> deadlines = new Deadlines<>();

  private @Nullable Peer peer;
  private @Nullable Liveness liveness;
  private boolean ready;
  private boolean goingAway;
  private String whyNotReady = "no connection";
  private long serverLimit = Long.MAX_VALUE;
  private int lastId;
  private @Nullable String closed;

  /**
   * Creates the state machine.
   *
   * @param readiness is told when calls can be sent and when not
   */
  public ClientCore(ClientOptions options, Readiness readiness) {
    this.options = options;
    this.readiness = readiness;
    this.failures = new LocalFailures(options.endpoint(), options.connectTimeout());
    this.waiting = new Backlog(options.maxWaiting(), options.maxWaitingBytes());
  }

  @Override
  public void onCommand(ClientCommand command, long now) {
    command.apply(this, now);
  }

  // --- what callers ask ---

  void start(ClientCall call, long now) {
    if (call.isAbandoned()) {
      call.phase = ClientCall.Phase.OVER;
    } else if (closed != null) {
      end(call, failures.calledOff(call, closed, false));
    } else if (call.isPast(now)) {
      end(call, failures.timedOut(call, false, state()));
    } else if (canSend() && waiting.isEmpty()) {
      transmit(call, now);
    } else if (waiting.add(call)) {
      call.connectBy = Times.deadline(now, options.connectTimeout());
      deadlines.add(call);
    } else {
      end(call, failures.full(call, waiting.size(), state()));
    }
  }

  /** The caller has given up; it knows already. */
  void cancel(ClientCall call, String reason) {
    if (call.phase == ClientCall.Phase.OPEN) {
      send(FrameWriter.cancel(call.id, reason));
    }
    retire(call);
    leave();
  }

  /** A stream's reader has room for more. */
  void grant(ClientCall call, long items) {
    call.credit += items;
    if (call.phase == ClientCall.Phase.OPEN) {
      send(FrameWriter.credit(call.id, items));
    }
  }

  /** The client was closed: what is under way is called off, what comes later refused. */
  public void close(String reason) {
    closed = reason;
    for (ClientCall call : open.all()) {
      send(FrameWriter.cancel(call.id, reason));
      end(call, failures.calledOff(call, reason, true));
    }
    failWaiting(call -> failures.calledOff(call, reason, false));
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer connected, long now) {
    peer = connected;
    liveness = new Liveness(options.heartbeat(), now);
    goingAway = false;
    notReady("connected, but the peer has not said HELLO; is it a Tightwire server?");
    connected.send(FrameWriter.hello(AGENT, options.maxMessageSize(), Map.of()));
  }

  @Override
  public void onDisconnected(Peer gone, String reason, long now) {
    if (gone != peer) {
      return;
    }
    peer = null;
    liveness = null;
    notReady("no connection: " + reason);
    for (ClientCall call : open.all()) {
      end(call, failures.lost(call, reason));
    }
  }

  @Override
  public void onMessage(Peer from, byte[] message, long now) {
    if (from != peer || liveness == null) {
      return;
    }
    liveness.heard(now);
    FrameReader frames = new FrameReader(message);
    while (frames.hasNext()) {
      try {
        handle(from, frames.next(), now);
      } catch (BadFrameException e) {
        String what = "the server sent a frame that can't be decoded (" + e.getMessage() + ')';
        if (e.id() == 0 || e.hidesWhatFollows()) {
          // An answer might be lost in there, and its caller would never be told.
          giveUp(from, what);
          return;
        }
        breach(open.get(e.id()), what);
      }
    }
  }

  private void handle(Peer from, Frame frame, long now) {
    if (frame instanceof Frame.Result result) {
      result(open.get(result.id()), result);
    } else if (frame instanceof Frame.Item item) {
      item(open.get(item.id()), item);
    } else if (frame instanceof Frame.End end) {
      end(open.get(end.id()));
    } else if (frame instanceof Frame.Failure failure) {
      failure(from, failure);
    } else if (frame instanceof Frame.Hello hello) {
      greeted(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      from.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.GoAway goAway) {
      notReady(
          "the server is going away" + (goAway.reason() == null ? "" : ": " + goAway.reason()));
      goingAway = true;
      leave();
    } else if (!(frame instanceof Frame.Pong)) {
      from.send(
          FrameWriter.error(
              frame.id(),
              RpcStatus.UNIMPLEMENTED.name(),
              "A client does not understand "
                  + (frame instanceof Frame.Unknown unknown
                      ? "frames of kind " + unknown.kind()
                      : frame.getClass().getSimpleName() + " frames"),
              false));
    }
  }

  private void result(@Nullable ClientCall call, Frame.Result result) {
    if (call != null && call.isStream()) {
      breach(call, "the server answered a stream with a single result");
    } else {
      conclude(call, new Outcome.Answered(result.value()));
    }
  }

  private void item(@Nullable ClientCall call, Frame.Item item) {
    if (call != null && call.credit == 0) {
      breach(call, "the server sent an item that was not asked for");
    } else if (call != null) {
      call.credit--;
      call.onItem(item.value());
    }
  }

  private void end(@Nullable ClientCall call) {
    if (call != null && !call.isStream()) {
      breach(call, "the server ended a stream that is none");
    } else {
      conclude(call, Outcome.END);
    }
  }

  private void failure(Peer from, Frame.Failure failure) {
    if (failure.id() == 0) {
      incompatible(from, "the server refused the connection: " + failure.message());
    } else {
      conclude(open.get(failure.id()), new Outcome.Refused(failure));
    }
  }

  private void greeted(Peer from, Frame.Hello hello, long now) {
    if (hello.version() != Frame.VERSION) {
      incompatible(
          from,
          "the server speaks version "
              + hello.version()
              + " of the protocol, this client "
              + Frame.VERSION);
    } else if (!goingAway) {
      serverLimit = hello.maxMessageSize();
      from.packAtMost(serverLimit);
      ready = true;
      readiness.set(true);
      flush(now);
    }
  }

  /** What waits would wait in vain: such a server does not change by itself. */
  private void incompatible(Peer from, String reason) {
    failWaiting(call -> failures.incompatible(call, reason));
    giveUp(from, reason);
  }

  @Override
  public long onTick(long now) {
    for (ClientCall call = deadlines.poll(now); call != null; call = deadlines.poll(now)) {
      expire(call);
    }
    flush(now);
    if (liveness == null || peer == null) {
      return deadlines.next();
    }
    if (liveness.isDead(now)) {
      giveUp(peer, "no sign of life for " + Times.print(options.heartbeat().timeout()));
      return deadlines.next();
    }
    if (liveness.shouldPing(now)) {
      peer.send(FrameWriter.ping());
    }
    return Times.earlier(deadlines.next(), liveness.next());
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    String reason =
        failure == null ? "the client is closed" : "the client's loop failed: " + failure;
    peer = null;
    liveness = null;
    notReady(reason);
    close(closed == null ? reason : closed);
  }

  // --- the parts ---

  private void transmit(ClientCall call, long now) {
    EncodedRequest request = call.request();
    if (request.length() > serverLimit) {
      end(call, failures.tooLarge(call, serverLimit));
      return;
    }
    do {
      lastId++;
      call.id = lastId & 0xffff_ffffL;
    } while (call.id == 0 || open.get(call.id) != null);
    request.stamp(lastId, Times.remainingMillis(call.deadline(), now));
    if (call.isAnswered()) {
      call.phase = ClientCall.Phase.OPEN;
      open.put(call.id, call);
      deadlines.add(call);
    } else {
      call.phase = ClientCall.Phase.OVER;
    }
    send(request.buffer(), request.length());
    if (call.credit > 0) {
      send(FrameWriter.credit(call.id, call.credit));
    }
  }

  /** Sends what waits, as far as it goes. */
  private void flush(long now) {
    while (!waiting.isEmpty() && canSend()) {
      ClientCall call = waiting.poll();
      if (call == null) {
        return;
      }
      deadlines.remove(call);
      if (call.isAbandoned()) {
        call.phase = ClientCall.Phase.OVER;
      } else if (call.isPast(now)) {
        end(call, failures.timedOut(call, false, "its turn came too late"));
      } else {
        transmit(call, now);
      }
    }
  }

  private boolean canSend() {
    return ready && peer != null && peer.isWritable();
  }

  private void send(byte[] frame) {
    send(frame, frame.length);
  }

  private void send(byte[] buffer, int length) {
    if (peer != null) {
      peer.send(buffer, length);
    }
  }

  /** The server ended a call; null if it is over here already. */
  private void conclude(@Nullable ClientCall call, Outcome outcome) {
    if (call != null) {
      retire(call);
      call.onOutcome(outcome);
      leave();
    }
  }

  private void breach(@Nullable ClientCall call, String what) {
    if (call != null) {
      send(FrameWriter.cancel(call.id, what));
      end(call, failures.breach(call, what));
      leave();
    }
  }

  private void expire(ClientCall call) {
    if (call.phase == ClientCall.Phase.OPEN) {
      send(FrameWriter.cancel(call.id, "deadline exceeded"));
      end(call, failures.timedOut(call, true, ""));
      leave();
    } else if (call.deadline() == ClientCall.NEVER) {
      end(call, failures.unconnected(call, state()));
    } else {
      end(call, failures.timedOut(call, false, state()));
    }
  }

  private void end(ClientCall call, RpcException exception) {
    retire(call);
    call.onOutcome(new Outcome.Failed(exception));
  }

  /** Takes a call out of wherever it is. */
  private void retire(ClientCall call) {
    deadlines.remove(call);
    if (call.phase == ClientCall.Phase.OPEN) {
      open.remove(call.id);
    } else if (call.phase == ClientCall.Phase.WAITING) {
      waiting.ended(call);
    }
    call.phase = ClientCall.Phase.OVER;
  }

  private void failWaiting(Function<ClientCall, RpcException> exception) {
    for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
      end(call, exception.apply(call));
    }
  }

  private void notReady(String why) {
    ready = false;
    whyNotReady = why;
    readiness.set(false);
  }

  private void giveUp(Peer from, String why) {
    notReady(why);
    from.drop(why);
  }

  /** A server that goes away is left once nothing is open there any more. */
  private void leave() {
    if (goingAway && peer != null && open.size() == 0) {
      peer.drop(whyNotReady);
    }
  }

  private String state() {
    return ready ? "the server does not keep up" : whyNotReady;
  }

  /** Has the next call numbered after {@code id}; for tests. */
  void renumber(int id) {
    lastId = id;
  }

  /** Whether nothing is under way; for tests. */
  public boolean isIdle() {
    return open.size() == 0 && waiting.kept() == 0 && deadlines.size() == 0;
  }
}
