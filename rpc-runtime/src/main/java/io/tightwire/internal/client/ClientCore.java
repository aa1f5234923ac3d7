package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.Deadlines;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client's calls and what becomes of each: numbered, sent, answered, timed out, called off,
 * failed with its connection, or sent again on the next if that does no harm. A call leaves the
 * table before its outcome is told. No thread, clock or socket inside. Confined to the loop thread.
 */
public final class ClientCore implements Agent<ClientCommand> {

  private static final String AGENT = "tightwire-java";
  private static final String TOO_LATE = "its turn came with less than a millisecond left";

  private final ClientOptions options;
  private final LocalFailures failures;
  private final ClientLog log;

  private final Backlog waiting;
  private final InFlightCalls open = new InFlightCalls();
  private final Deadlines<ClientCall> deadlines = new Deadlines<>();

  private final ServerConnection connection;
  private final ServerFingerprints fingerprints;
  private final CallbackRetries retries = new CallbackRetries();
  private @Nullable String closed;
  private @Nullable Throwable breakdown;
  private boolean over;
  private long streamedAt;

  /**
   * Creates the state machine.
   *
   * @param readiness is told when calls can be sent and when not
   * @param pendingLimit that calls have taken before they come here
   * @param fingerprints is told which versions of its methods the server has
   */
  public ClientCore(
      ClientOptions options,
      Readiness readiness,
      PendingCallLimit pendingLimit,
      ServerFingerprints fingerprints) {
    this.options = options;
    this.connection = new ServerConnection(options.heartbeat(), readiness);
    this.log = new ClientLog(options.endpoint());
    this.failures = new LocalFailures(options.endpoint(), options.connectTimeout());
    this.waiting = new Backlog(pendingLimit);
    this.fingerprints = fingerprints;
  }

  @Override
  public void onCommand(ClientCommand command, long now) {
    command.apply(this, now);
  }

  // --- what callers ask ---

  void start(ClientCall call, long now) {
    call.hasRoom = true; // taken where it was made
    try {
      begin(call, now);
    } catch (Error e) { // out of memory: this call fails, and no other
      boolean unused = recall(call, "it could not be sent");
      end(call, failures.unsendable(call, e));
    }
    if (closed != null) {
      waiting.freeRoom(); // there may be no other pass
    }
  }

  private void begin(ClientCall call, long now) {
    if (call.phase == ClientCall.Phase.OVER) {
      waiting.leave(call); // called off before it came here
    } else if (call.isAbandoned()) {
      cancel(call, "the caller gave up", null);
    } else if (closed != null) {
      end(call, failures.calledOff(call, closed, breakdown));
    } else if (call.isTooLate(now)) {
      end(call, failures.timedOut(call, connection.takesCalls() ? TOO_LATE : connection.state()));
    } else if (connection.takesCalls() && waiting.isEmpty()) {
      transmit(call, now);
    } else {
      waiting.add(call);
      awaitConnection(call, now);
    }
  }

  private void awaitConnection(ClientCall call, long now) {
    call.connectBy = Times.deadline(now, options.connectTimeout());
    deadlines.add(call);
  }

  /** The caller has given up; it knows already. */
  void cancel(ClientCall call, String reason, @Nullable RpcException failure) {
    recall(call, reason);
    if (call.phase != ClientCall.Phase.OVER && call.intercepted() != null) {
      call.givenUp(failure != null ? failure : failures.calledOff(call, reason));
    }
    retire(call);
    leave();
  }

  /** The call that this one is nested in was called off; the caller is told. */
  void callOff(ClientCall call) {
    if (call.phase != ClientCall.Phase.OVER) {
      String reason = "the call whose handler made it was called off";
      recall(call, reason);
      end(call, failures.calledOff(call, reason));
      leave();
    }
  }

  /** Tells the server not to go on, if it has the call; whether it has. */
  private boolean recall(ClientCall call, String reason) {
    boolean sent = call.phase == ClientCall.Phase.OPEN;
    if (sent) {
      connection.send(FrameWriter.cancel(call.id, reason));
    }
    return sent;
  }

  /** A stream's reader has room for more. */
  void grant(StreamingCall<?> call, Window.Grant grant) {
    call.items.addCredit(grant);
    if (call.phase == ClientCall.Phase.OPEN) {
      connection.send(FrameWriter.credit(call.id, grant.items(), grant.bytes()));
    }
  }

  /** Something could not be done for want of a thread. */
  void retryLater(Runnable step, long now) {
    retries.add(step, now);
    if (over) {
      retries.runAll(); // there is no other pass
    }
  }

  /** The client was closed: what is under way is called off, what comes later refused. */
  public void close(String reason) {
    closed = reason;
    for (ClientCall call : open.all()) {
      recall(call, reason);
      end(call, failures.calledOff(call, reason, breakdown));
    }
    failWaiting(call -> failures.calledOff(call, reason, breakdown));
    waiting.freeRoom();
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer connected, long now) {
    connection.connected(connected, now);
    connection.send(FrameWriter.hello(AGENT, options.maxMessageSize(), Map.of()));
  }

  @Override
  public void onDisconnected(Peer gone, String reason, long now) {
    if (connection.is(gone)) {
      log.disconnected(reason, closed != null || connection.isGoingAway());
      connection.disconnected("no connection: " + reason);
      List<ClientCall> again = new ArrayList<>();
      for (ClientCall call : open.all()) {
        if (call.mayBeSentAgain()) {
          again.add(call);
        } else {
          end(call, failures.lost(call, reason));
        }
      }
      again.forEach(this::retire);
      waiting.putBack(again);
      again.forEach(call -> awaitConnection(call, now));
    }
  }

  @Override
  public void onFailed(String reason, long now) {
    connection.disconnected("no connection: " + reason);
  }

  @Override
  public void onRefused(String reason, long now) {
    connection.disconnected("no connection: " + reason);
    failWaiting(call -> failures.unauthenticated(call, reason));
  }

  @Override
  public void onMessage(Peer from, byte[] message, long now) {
    if (!connection.is(from)) {
      return;
    }
    connection.heard(now);
    FrameReader frames = new FrameReader(message);
    while (frames.hasNext()) {
      try {
        Frame frame = frames.next();
        if (frame instanceof Frame.Item item) {
          streamedAt = now;
          items(open.get(item.id()), frames.andThoseThatFollow(item));
        } else {
          handle(from, frame, now);
        }
      } catch (BadFrameException e) {
        String what = "the server sent a frame that can't be decoded (" + e.getMessage() + ')';
        if (e.id() == 0 || e.hidesWhatFollows()) {
          // An answer might be lost in there, and its caller would never be told.
          connection.drop(what);
          return;
        }
        breach(open.get(e.id()), what);
      }
    }
  }

  private void handle(Peer from, Frame frame, long now) {
    if (frame instanceof Frame.Result result) {
      result(open.get(result.id()), result);
    } else if (frame instanceof Frame.End end) {
      end(open.get(end.id()));
    } else if (frame instanceof Frame.Failure failure) {
      failure(failure);
    } else if (frame instanceof Frame.Hello hello) {
      greeted(from, hello, now);
    } else if (frame instanceof Frame.Ping ping) {
      connection.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.GoAway goAway) {
      connection.goesAway(goAway.reason());
      leave();
    } else if (frame.id() != 0) { // later versions may say more about the connection
      refuse(frame);
    }
  }

  /** Has the server end the call that a frame is about, and ends it here. */
  private void refuse(Frame frame) {
    String what = frame.notUnderstoodBy("A client");
    connection.send(FrameWriter.error(frame.id(), RpcStatus.UNIMPLEMENTED.name(), what, true));
    ClientCall call = open.get(frame.id());
    if (call != null) {
      end(call, failures.breach(call, what));
      leave();
    }
  }

  private void result(@Nullable ClientCall call, Frame.Result result) {
    if (call != null && call.isStream()) {
      breach(call, "the server answered a stream with a single result");
    } else {
      conclude(call, new Outcome.Answered(result.value()));
    }
  }

  private void items(@Nullable ClientCall call, Items items) {
    if (call == null) {
      return; // over here already
    }
    ItemReceiver receiver = call.receiver;
    int permitted = receiver == null ? 0 : receiver.useCredit(items);
    if (permitted > 0) {
      call.onItems(items.first(permitted).detached());
    }
    if (permitted < items.count()) {
      breach(call, "the server sent an item that was not asked for");
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
      ClientCall call = open.get(failure.id());
      // What this server did not run, one before it may have.
      Frame.Failure known = call == null || call.sends == 1 ? failure : failure.afterAnotherTry();
      conclude(call, new Outcome.Refused(known));
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
      fingerprints.set(hello.fingerprints());
      connection.greeted(from, hello.maxMessageSize());
      flush(now);
    }
  }

  /** What waits would wait in vain: such a server does not change by itself. */
  private void incompatible(String reason) {
    failWaiting(call -> failures.incompatible(call, reason));
    connection.drop(reason);
  }

  @Override
  public long onTick(long now) {
    for (ClientCall call = deadlines.poll(now); call != null; call = deadlines.poll(now)) {
      expire(call);
    }
    flush(now);
    waiting.freeRoom();
    return Times.earlier(Times.earlier(deadlines.next(), retries.run(now)), connection.check(now));
  }

  @Override
  public boolean isStreaming(long now) {
    return now == streamedAt;
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    String reason =
        failure == null ? "the client is closed" : "the client's loop failed: " + failure;
    connection.disconnected(reason);
    breakdown = failure;
    close(closed == null ? reason : closed);
    over = true;
    retries.runAll();
  }

  // --- the parts ---

  private void transmit(ClientCall call, long now) {
    if (call.request().length() > connection.maxMessageSize()) {
      end(call, failures.tooLarge(call, connection.maxMessageSize()));
      return;
    }
    waiting.leave(call);
    EncodedRequest request = call.nextRequest();
    open.number(call);
    request.stamp((int) call.id, Times.remainingMillis(call.timeLeft(now), 0));
    if (call.isAnswered()) {
      open.add(call);
      deadlines.add(call);
    } else {
      call.over();
      call.settle(Outcome.END);
    }
    connection.send(request.buffer(), request.length());
    ItemReceiver receiver = call.receiver;
    if (receiver != null && receiver.credit() > 0) {
      connection.send(FrameWriter.credit(call.id, receiver.credit(), receiver.byteCredit()));
    }
  }

  /** Sends what waits, as far as it goes. */
  private void flush(long now) {
    while (!waiting.isEmpty() && connection.takesCalls()) {
      ClientCall call = waiting.poll();
      if (call == null) {
        return;
      }
      deadlines.remove(call);
      if (call.isAbandoned()) {
        cancel(call, "the caller gave up", null);
      } else if (call.isTooLate(now)) {
        end(call, failures.timedOut(call, TOO_LATE));
      } else {
        transmit(call, now);
      }
    }
  }

  /** The server ended a call; null if it is over here already. */
  private void conclude(@Nullable ClientCall call, Outcome outcome) {
    if (call != null) {
      connection.endedCall();
      retire(call);
      call.settle(outcome);
      leave();
    }
  }

  private void breach(@Nullable ClientCall call, String what) {
    if (call != null) {
      connection.send(FrameWriter.cancel(call.id, what));
      end(call, failures.breach(call, what));
      leave();
    }
  }

  private void expire(ClientCall call) {
    if (recall(call, "deadline exceeded")) {
      end(call, failures.timedOut(call, ""));
      leave();
    } else if (call.deadline() == ClientCall.NEVER) {
      end(call, failures.unconnected(call, connection.state()));
    } else {
      end(call, failures.timedOut(call, connection.state()));
    }
  }

  private void end(ClientCall call, RpcException exception) {
    retire(call);
    call.settle(new Outcome.Failed(exception));
  }

  /** Takes a call out of wherever it is. */
  private void retire(ClientCall call) {
    deadlines.remove(call);
    waiting.leave(call);
    if (call.phase == ClientCall.Phase.OPEN) {
      open.remove(call);
    } else if (call.phase == ClientCall.Phase.WAITING) {
      waiting.ended(call);
    }
    call.over();
  }

  private void failWaiting(Function<ClientCall, RpcException> exception) {
    for (ClientCall call = waiting.poll(); call != null; call = waiting.poll()) {
      end(call, exception.apply(call));
    }
  }

  /** A server that goes away is left once nothing is open there any more. */
  private void leave() {
    if (connection.isGoingAway() && open.isEmpty()) {
      connection.drop(connection.state());
    }
  }

  /** Has the next call numbered after {@code id}; for tests. */
  void renumber(int id) {
    open.renumber(id);
  }

  /** Whether nothing is under way; for tests. */
  public boolean isIdle() {
    return open.isEmpty() && waiting.kept() == 0 && deadlines.size() == 0;
  }
}
