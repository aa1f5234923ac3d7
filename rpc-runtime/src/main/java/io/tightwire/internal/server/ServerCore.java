package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.ServerStats;
import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's state machine: what the link tells it, frame by frame. {@link CallAdmission} lets
 * calls in, {@link AdmittedCalls} ends them early, {@link ReplySender} sends what they reply,
 * {@link ServerDrain} ends the server gracefully. A call has one response at most, and only while
 * its client is connected.
 *
 * <p>Sans I/O: no thread, clock or socket inside. Confined to the loop thread; {@link #post} is
 * thread-safe.
 */
public final class ServerCore implements Agent<ServerCommand> {

  /** The surroundings of the core. Never blocks. Called by the loop thread. */
  public interface Host {
    /** Posts a command to the loop. Thread-safe. */
    void post(ServerCommand command);

    /** Is told that a client that may do so asked for a shutdown. */
    void shutdownRequested();

    /** Is told, after {@link #drain}, that nothing is under way any more. */
    void drained();

    /**
     * Is told that the loop has ended, and closed all it had.
     *
     * @param failure what broke it; null if it was closed
     */
    default void ended(@Nullable Throwable failure) {}
  }

  private final ServerOptions options;
  private final Host host;
  private final Handshake handshake;
  private final HealthAnnouncer health;
  private final ResponseEncoder encoder;
  private final ServerLog log = new ServerLog();

  private final FrameReader frames = new FrameReader();
  private final Map<Peer, Session> sessions = new HashMap<>();
  private final AdmittedCalls calls;
  private final CallAdmission admission;
  private final FrameRefusals refusals;
  private final InputFrames inputs;
  private final ReplySender replies;
  private final KeepAlive keepAlive;
  private final ServerDrain drain;

  /** The bytes of responses that are kept for all clients. */
  private final SharedByteBudget responses;

  /** The memory that holds items of all streams. */
  private final SharedByteBudget items;

  private final ThrottledClients throttled = new ThrottledClients();
  private final ServerCounters counters;

  /** The time of the latest pass. */
  private long tickedAt;

  /** The time when items were sent last. */
  private long streamedAt;

  /** Creates the state machine of a server without clients, whose services are ready. */
  public ServerCore(ServerOptions options, MethodTable methods, Host host) {
    this(options, methods, new ServiceHealth(methods.names()), host);
  }

  /** Creates the state machine of a server without clients. */
  @SuppressWarnings("this-escape") // nothing calls it before it is complete
  public ServerCore(
      ServerOptions options, MethodTable methods, ServiceHealth serviceHealth, Host host) {
    this.options = options;
    this.host = host;
    this.encoder = new ResponseEncoder(options);
    this.counters =
        new ServerCounters(
            methods,
            new RejectionReports(options.interceptors(), methods.lanes().builtInExecutor(), log));
    this.calls = new AdmittedCalls(new ByteBudget(options.limits().requestBytes()), counters);
    this.admission = new CallAdmission(this, options, methods, calls, counters);
    this.refusals = new FrameRefusals(calls, log);
    this.inputs = new InputFrames(calls, refusals, options.limits().requestBytes() / 2);
    this.replies = new ReplySender(calls);
    this.responses = new SharedByteBudget(options.limits().waitingBytes());
    this.items = new SharedByteBudget(options.limits().waitingBytes() / 2);
    this.keepAlive = new KeepAlive(options.heartbeat());
    this.drain = new ServerDrain(host::drained);
    this.health = new HealthAnnouncer(serviceHealth, this);
    ServerHello hello = new ServerHello(options.maxMessageSize(), methods);
    this.handshake = new Handshake(hello, health, drain);
  }

  List<ServerInterceptor> interceptors() {
    return options.interceptors();
  }

  ServerLog log() {
    return log;
  }

  /** Returns the part of the streams that callers send. */
  InputFrames inputs() {
    return inputs;
  }

  ResponseEncoder encoder() {
    return encoder;
  }

  // --- what handler threads and the public API ask for ---

  /** Posts a command to the loop. Thread-safe. */
  void post(ServerCommand command) {
    host.post(command);
  }

  @Override
  public void onCommand(ServerCommand command, long now) {
    command.apply(this, now);
  }

  /** Sends the last frame of a call, unless the call has ended. */
  void respond(ServerCall call, byte[] buffer, int length, RpcStatus status, long now) {
    replies.respond(call, buffer, length, status, now);
  }

  /** Sends items of a stream that are ready. */
  void sendItems(ServerCall call, long now) {
    streamedAt = now;
    replies.sendItems(call, now);
  }

  /** Resumes calls of a client as it takes what is kept for it. */
  void throttle(Session session) {
    throttled.add(session);
  }

  /**
   * Takes no new calls, cancels queued ones, and lets started ones finish within the time. {@link
   * Host#drained} follows. If called again, the earlier end counts.
   */
  public void drain(long now, Duration timeout) {
    if (drain.start(now, timeout)) {
      sessions.values().forEach(session -> session.goAway(ServerDrain.REASON));
      sessions.values().forEach(calls::stopUnstarted);
    }
  }

  /** Tells all clients which services are not ready. */
  void announceHealth() {
    health.announce(sessions.values());
  }

  /** Returns how much the server does. */
  public ServerActivity activity() {
    return new ServerActivity(sessions.size(), calls.size());
  }

  /**
   * Returns what the server does and has done. Thread-safe.
   *
   * @param uptime how long ago it was started
   */
  public ServerStats stats(Duration uptime) {
    return counters.read(uptime);
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer peer, long now) {
    Session session = new Session(this, peer, options, responses, items, now);
    sessions.put(peer, session);
    counters.connected();
    keepAlive.add(session);
  }

  @Override
  public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
    Session session = sessions.remove(peer);
    if (session != null) {
      counters.disconnected();
      keepAlive.remove(session);
      replies.remove(session);
      log.disconnected(peer, reason, drain.isDraining());
      calls.cancelAll(session, now);
    }
  }

  @Override
  public void onMessage(Peer peer, byte[] message, long now) {
    frames.open(message);
    read(peer, now);
  }

  @Override
  public void onLargeMessage(Peer peer, LargeBytes message, long now) {
    frames.open(message);
    read(peer, now);
  }

  private void read(Peer peer, long now) {
    try {
      Session session = sessions.get(peer);
      if (session != null) {
        session.liveness.heard(now);
        readFrames(peer, session, now);
      }
    } finally {
      frames.close();
    }
  }

  private void readFrames(Peer peer, Session session, long now) {
    RetainedMessage retained =
        new RetainedMessage(frames.length(), session.requests, calls.requests);
    while (frames.hasNext()) {
      try {
        Frame frame = frames.next();
        if (frame instanceof Frame.Item item && session.helloReceived) {
          inputs.onItems(session, item.id(), frames.itemRun(item), now);
        } else {
          onFrame(session, frame, retained, now);
        }
      } catch (BadFrameException e) {
        if (e.id() == 0 || e.losesRest()) {
          peer.drop("it sent a message that can't be decoded (" + e.getMessage() + ')');
          return;
        }
        refusals.refuse(session, e, now);
      }
    }
  }

  private void onFrame(Session session, Frame frame, RetainedMessage message, long now) {
    if (frame instanceof Frame.Hello hello) {
      onHello(session, hello, now);
    } else if (!session.helloReceived) {
      refusals.refuse(
          session, frame.id(), RpcStatus.INTERNAL, "The first frame must be HELLO", now);
    } else if (frame instanceof Frame.Request request) {
      admission.admit(session, request, message, drain.refusesRequest(now), now);
    } else if (frame instanceof Frame.Credit credit) {
      ServerCall call = session.calls.get(credit.id());
      if (call != null && call.isStream()) {
        replies.grant(call, credit, now);
      }
    } else if (frame instanceof Frame.Cancel cancel) {
      inputs.cancel(session, cancel, now);
    } else if (frame instanceof Frame.End end) {
      inputs.onEnd(session, end.id(), now);
    } else if (frame instanceof Frame.Ping ping) {
      session.peer.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.Shutdown shutdown) {
      onShutdown(session, shutdown, now);
    } else if (frame instanceof Frame.Failure failure) {
      calls.cancel(session, failure.id(), CancelReason.REFUSED, now); // needs no response
    } else if (frame.id() != 0) {
      refusals.refuse(
          session, frame.id(), RpcStatus.UNIMPLEMENTED, frame.notUnderstoodBy("A server"), now);
    }
  }

  private void onHello(Session session, Frame.Hello hello, long now) {
    String refusal = handshake.greet(session, hello);
    if (refusal != null) {
      refusals.refuse(session, 0, RpcStatus.INTERNAL, refusal, now);
    }
  }

  private void onShutdown(Session session, Frame.Shutdown frame, long now) {
    String refusal = options.permissions().refusesShutdown(session.peer);
    if (refusal == null) {
      session.peer.send(FrameWriter.nilResult(frame.id()));
      host.shutdownRequested();
    } else {
      refusals.refuse(session, frame.id(), RpcStatus.PERMISSION_DENIED, refusal, now);
    }
  }

  @Override
  public TaskRunner.@Nullable Task nextTask(TaskRunner runner) {
    return admission.nextTask(runner);
  }

  @Override
  public long onTick(long now) {
    tickedAt = now;
    calls.expire(now);
    if (drain.isTimeOver(now)) {
      sessions.values().forEach(session -> calls.stopAll(session, now));
      calls.cancelOneWays(now);
    }
    replies.flushSlow(now);
    keepAlive.check(now);
    long next = Times.earlier(calls.nextDeadline(), keepAlive.next());
    next = Times.earlier(next, throttled.resume(now));
    return Times.earlier(next, checkDrained(now));
  }

  @Override
  public long keptBytes() {
    return calls.requests.used();
  }

  @Override
  public boolean isStreaming(long now) {
    return now == streamedAt;
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    boolean unused = drain.start(0, null);
    throttled.close();
    for (Peer peer : List.copyOf(sessions.keySet())) {
      onDisconnected(peer, DisconnectReason.closed(), tickedAt);
    }
    calls.cancelOneWays(tickedAt);
    counters.close();
    long unusedTime = checkDrained(0); // no call and no client is left to wait for
  }

  @Override
  public void onEnded(@Nullable Throwable failure) {
    host.ended(failure);
  }

  private long checkDrained(long now) {
    return drain.check(!calls.isEmpty(), sessions.values(), now);
  }

  /** Returns how many calls are held back; for tests. */
  int callsHeldBack() {
    return throttled.callsHeldBack();
  }

  /** Returns whether nothing is under way; for tests. */
  public boolean isIdle() {
    return calls.isEmpty()
        && calls.timed() == 0
        && keepAlive.size() == sessions.size()
        && calls.requests.used() == 0
        && responses.used() == 0
        && items.used() == 0
        && inputs.windows().used() == 0
        && throttled.isEmpty()
        && sessions.values().stream()
            .allMatch(session -> session.calls.size() == 0 && session.responses.used() == 0);
  }
}
