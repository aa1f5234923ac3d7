package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.client.ClientCall.Phase;
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
import java.time.Duration;
import java.util.ArrayDeque;
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

  /** Calls that wait to be sent, oldest first; those over meanwhile are skipped at their turn. */
  private final ArrayDeque<ClientCall> waiting = new ArrayDeque<>();

  private int overWhileWaiting;

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
  }

  @Override
  public void onCommand(ClientCommand command, long now) {
    command.apply(this, now);
  }

  // --- what callers ask ---

  void start(ClientCall call, long now) {
    if (closed != null) {
      end(call, new RpcCancelledException(call.name() + ": " + closed, null, false));
    } else if (call.isAbandoned()) {
      call.phase = Phase.OVER;
    } else if (call.isPast(now)) {
      end(call, timedOut(call));
    } else if (canSend() && waiting.isEmpty()) {
      transmit(call, now);
    } else if (isFull()) {
      end(
          call,
          new RpcUnavailableException(
              to(call)
                  + " was refused: "
                  + waiting.size()
                  + " calls wait already ("
                  + state()
                  + ')',
              null,
              false));
    } else {
      call.connectBy = Times.deadline(now, options.connectTimeout());
      waiting.add(call);
      deadlines.add(call);
    }
  }

  /** The caller has given up; it knows already. */
  void cancel(ClientCall call, String reason) {
    deadlines.remove(call);
    if (call.phase == Phase.OPEN) {
      open.remove(call.id);
      send(FrameWriter.cancel(call.id, reason));
      leave();
    } else if (call.phase == Phase.WAITING && call.connectBy != ClientCall.NEVER) {
      overWhileWaiting++;
    }
    call.phase = Phase.OVER;
  }

  /** A stream's reader has room for more. */
  void grant(ClientCall call, long items) {
    call.credit += items;
    if (call.phase == Phase.OPEN) {
      send(FrameWriter.credit(call.id, items));
    }
  }

  /** The client was closed: what is under way is called off, what comes later refused. */
  public void close(String reason) {
    closed = reason;
    for (ClientCall call : open.clear()) {
      send(FrameWriter.cancel(call.id, reason));
      end(call, new RpcCancelledException(to(call) + ": " + reason, null, true));
    }
    failWaiting(call -> new RpcCancelledException(to(call) + ": " + reason, null, false));
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
    serverLimit = Long.MAX_VALUE;
    for (ClientCall call : open.clear()) {
      end(
          call,
          new RpcUnavailableException(
              to(call) + " was in flight when the connection was lost: " + reason, null, true));
    }
  }

  @Override
  public void onMessage(Peer from, byte[] message, long now) {
    if (from != peer || liveness == null) {
      return;
    }
    liveness.heard(now);
    FrameReader frames = new FrameReader(message);
    try {
      while (frames.hasNext()) {
        handle(from, frames.next(), now);
      }
    } catch (BadFrameException e) {
      // What followed in the message is lost, so no answer in it would ever reach its caller.
      from.drop("the server sent a message that can't be decoded (" + e.getMessage() + ')');
    }
  }

  private void handle(Peer from, Frame frame, long now) {
    if (frame instanceof Frame.Result result) {
      ClientCall call = take(result.id());
      if (call != null) {
        call.onOutcome(new Outcome.Answered(result.value()));
        leave();
      }
    } else if (frame instanceof Frame.Item item) {
      ClientCall call = open.get(item.id());
      if (call != null && call.credit == 0) {
        breach(call, "the server sent an item that was not asked for");
      } else if (call != null) {
        call.credit--;
        call.onItem(item.value());
      }
    } else if (frame instanceof Frame.End end) {
      ClientCall call = take(end.id());
      if (call != null && !call.onEnd()) {
        breach(call, "the server ended a stream that is none");
      }
      leave();
    } else if (frame instanceof Frame.Failure failure) {
      refused(from, failure);
    } else if (frame instanceof Frame.Hello hello) {
      greeted(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      from.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.GoAway goAway) {
      notReady("the server is going away: " + goAway.reason());
      goingAway = true;
      leave();
    } else if (!(frame instanceof Frame.Pong)) {
      from.send(
          FrameWriter.error(
              frame.id(),
              RpcStatus.UNIMPLEMENTED.name(),
              "A client does not understand " + frame,
              false));
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
      return;
    }
    serverLimit = hello.maxMessageSize();
    ready = true;
    readiness.set(true);
    flush(now);
  }

  private void refused(Peer from, Frame.Failure failure) {
    if (failure.id() == 0) {
      incompatible(from, "the server refused the connection: " + failure.message());
      return;
    }
    ClientCall call = take(failure.id());
    if (call != null) {
      call.onOutcome(new Outcome.Refused(failure));
      leave();
    }
  }

  /** What waits would wait in vain: such a server does not change by itself. */
  private void incompatible(Peer from, String reason) {
    whyNotReady = reason;
    failWaiting(
        call ->
            new RpcProtocolException(
                RpcStatus.INTERNAL, to(call) + " can't be made: " + reason, null, false));
    from.drop(reason);
  }

  private void breach(ClientCall call, String what) {
    open.remove(call.id);
    send(FrameWriter.cancel(call.id, what));
    end(
        call,
        new RpcProtocolException(RpcStatus.INTERNAL, to(call) + " broke: " + what, null, true));
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
      peer.drop("no sign of life for " + Times.print(options.heartbeat().timeout()));
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
    notReady(reason);
    close(closed == null ? reason : closed);
  }

  // --- the parts ---

  private boolean isFull() {
    if (waiting.size() >= options.maxWaiting() && overWhileWaiting > 0) {
      waiting.removeIf(call -> call.phase == Phase.OVER);
      overWhileWaiting = 0;
    }
    return waiting.size() >= options.maxWaiting();
  }

  private void transmit(ClientCall call, long now) {
    EncodedRequest request = call.request();
    if (request.length() > serverLimit) {
      end(
          call,
          new RpcProtocolException(
              RpcStatus.RESOURCE_EXHAUSTED,
              to(call)
                  + " has "
                  + request.length()
                  + " bytes; the server takes at most "
                  + serverLimit
                  + " in one message",
              null,
              false));
      return;
    }
    do {
      lastId++;
      call.id = lastId & 0xffff_ffffL;
    } while (call.id == 0 || open.get(call.id) != null);
    request.stamp(lastId, Times.remainingMillis(call.deadline(), now));
    if (call.isAnswered()) {
      call.phase = Phase.OPEN;
      open.put(call.id, call);
      deadlines.add(call);
    } else {
      call.phase = Phase.OVER;
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
      deadlines.remove(call);
      if (call.phase == Phase.OVER) {
        overWhileWaiting--;
      } else if (call.isAbandoned()) {
        call.phase = Phase.OVER;
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

  private @Nullable ClientCall take(long id) {
    ClientCall call = open.remove(id);
    if (call != null) {
      deadlines.remove(call);
      call.phase = Phase.OVER;
    }
    return call;
  }

  /** A server that goes away is left once nothing is open there any more. */
  private void leave() {
    if (goingAway && peer != null && open.size() == 0) {
      peer.drop(whyNotReady);
    }
  }

  private void expire(ClientCall call) {
    if (call.phase == Phase.OPEN) {
      open.remove(call.id);
      send(FrameWriter.cancel(call.id, "deadline exceeded"));
      end(call, timedOut(call));
      leave();
    } else if (call.phase == Phase.WAITING) {
      overWhileWaiting++;
      end(call, call.deadline() == ClientCall.NEVER ? unconnected(call) : timedOut(call));
    }
  }

  private void end(ClientCall call, RpcException exception) {
    call.phase = Phase.OVER;
    deadlines.remove(call);
    call.onOutcome(new Outcome.Failed(exception));
  }

  private void failWaiting(Function<ClientCall, RpcException> exception) {
    for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
      if (call.phase == Phase.WAITING) {
        end(call, exception.apply(call));
      }
    }
    overWhileWaiting = 0;
  }

  private void notReady(String why) {
    ready = false;
    whyNotReady = why;
    readiness.set(false);
  }

  private RpcTimeoutException timedOut(ClientCall call) {
    boolean sent = call.id != 0;
    Duration timeout = call.timeout();
    return new RpcTimeoutException(
        to(call)
            + " exceeded its deadline"
            + (timeout == null ? "" : " of " + Times.print(timeout))
            + (sent ? " (sent, not answered)" : " (not yet sent: " + state() + ')'),
        null,
        sent);
  }

  private RpcUnavailableException unconnected(ClientCall call) {
    return new RpcUnavailableException(
        to(call)
            + " could not be sent within the connect timeout of "
            + Times.print(options.connectTimeout())
            + " ("
            + state()
            + ')',
        null,
        false);
  }

  private String state() {
    return ready ? "the server does not keep up" : whyNotReady;
  }

  private String to(ClientCall call) {
    return call.name() + " to " + options.endpoint();
  }
}
