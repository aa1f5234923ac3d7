package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.CallTable;
import io.tightwire.internal.flow.Deadlines;
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
  private final LocalFailures failures;

  private final Backlog waiting;
  private final CallTable<ClientCall> open = new CallTable<>();
  private final Deadlines<ClientCall> deadlines = new Deadlines<>();

  private final Server server;
  private int lastId;
  private @Nullable String closed;

  /**
   * Creates the state machine.
   *
   * @param readiness is told when calls can be sent and when not
   */
  public ClientCore(ClientOptions options, Readiness readiness) {
    this.options = options;
    this.server = new Server(options.heartbeat(), readiness);
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
      end(call, failures.timedOut(call, false, server.state()));
    } else if (server.takesCalls() && waiting.isEmpty()) {
      transmit(call, now);
    } else if (waiting.add(call)) {
      call.connectBy = Times.deadline(now, options.connectTimeout());
      deadlines.add(call);
    } else {
      end(call, failures.full(call, waiting.size(), server.state()));
    }
  }

  /** The caller has given up; it knows already. */
  void cancel(ClientCall call, String reason) {
    if (call.phase == ClientCall.Phase.OPEN) {
      server.send(FrameWriter.cancel(call.id, reason));
    }
    retire(call);
    leave();
  }

  /** A stream's reader has room for more. */
  void grant(ClientCall call, long items) {
    call.credit += items;
    if (call.phase == ClientCall.Phase.OPEN) {
      server.send(FrameWriter.credit(call.id, items));
    }
  }

  /** The client was closed: what is under way is called off, what comes later refused. */
  public void close(String reason) {
    closed = reason;
    for (ClientCall call : open.all()) {
      server.send(FrameWriter.cancel(call.id, reason));
      end(call, failures.calledOff(call, reason, true));
    }
    failWaiting(call -> failures.calledOff(call, reason, false));
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer connected, long now) {
    server.connected(connected, now);
    server.send(FrameWriter.hello(AGENT, options.maxMessageSize(), Map.of()));
  }

  @Override
  public void onDisconnected(Peer gone, String reason, long now) {
    if (server.is(gone)) {
      server.disconnected("no connection: " + reason);
      for (ClientCall call : open.all()) {
        end(call, failures.lost(call, reason));
      }
    }
  }

  @Override
  public void onMessage(Peer from, byte[] message, long now) {
    if (!server.is(from)) {
      return;
    }
    server.heard(now);
    FrameReader frames = new FrameReader(message);
    while (frames.hasNext()) {
      try {
        handle(from, frames.next(), now);
      } catch (BadFrameException e) {
        String what = "the server sent a frame that can't be decoded (" + e.getMessage() + ')';
        if (e.id() == 0 || e.hidesWhatFollows()) {
          // An answer might be lost in there, and its caller would never be told.
          server.drop(what);
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
      failure(failure);
    } else if (frame instanceof Frame.Hello hello) {
      greeted(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      server.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.GoAway goAway) {
      server.goesAway(goAway.reason());
      leave();
    } else if (!(frame instanceof Frame.Pong)) {
      server.send(
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

  private void failure(Frame.Failure failure) {
    if (failure.id() == 0) {
      incompatible("the server refused the connection: " + failure.message());
    } else {
      conclude(open.get(failure.id()), new Outcome.Refused(failure));
    }
  }

  private void greeted(Peer from, Frame.Hello hello, long now) {
    if (hello.version() != Frame.VERSION) {
      incompatible(
          "the server speaks version "
              + hello.version()
              + " of the protocol, this client "
              + Frame.VERSION);
    } else {
      server.greeted(from, hello.maxMessageSize());
      flush(now);
    }
  }

  /** What waits would wait in vain: such a server does not change by itself. */
  private void incompatible(String reason) {
    failWaiting(call -> failures.incompatible(call, reason));
    server.drop(reason);
  }

  @Override
  public long onTick(long now) {
    for (ClientCall call = deadlines.poll(now); call != null; call = deadlines.poll(now)) {
      expire(call);
    }
    flush(now);
    return Times.earlier(deadlines.next(), server.check(now));
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    String reason =
        failure == null ? "the client is closed" : "the client's loop failed: " + failure;
    server.disconnected(reason);
    close(closed == null ? reason : closed);
  }

  // --- the parts ---

  private void transmit(ClientCall call, long now) {
    EncodedRequest request = call.request();
    if (request.length() > server.maxMessageSize()) {
      end(call, failures.tooLarge(call, server.maxMessageSize()));
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
    server.send(request.buffer(), request.length());
    if (call.credit > 0) {
      server.send(FrameWriter.credit(call.id, call.credit));
    }
  }

  /** Sends what waits, as far as it goes. */
  private void flush(long now) {
    while (!waiting.isEmpty() && server.takesCalls()) {
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
      server.send(FrameWriter.cancel(call.id, what));
      end(call, failures.breach(call, what));
      leave();
    }
  }

  private void expire(ClientCall call) {
    if (call.phase == ClientCall.Phase.OPEN) {
      server.send(FrameWriter.cancel(call.id, "deadline exceeded"));
      end(call, failures.timedOut(call, true, ""));
      leave();
    } else if (call.deadline() == ClientCall.NEVER) {
      end(call, failures.unconnected(call, server.state()));
    } else {
      end(call, failures.timedOut(call, false, server.state()));
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

  /** A server that goes away is left once nothing is open there any more. */
  private void leave() {
    if (server.isGoingAway() && open.size() == 0) {
      server.drop(server.state());
    }
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
