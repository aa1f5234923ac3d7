package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Map<Peer, Session> sessions = new HashMap<>();
  private final AdmittedCalls calls;
  private final CallAdmission admission;
  private final ReplySender replies;
  private final KeepAlive keepAlive;
  private final ServerDrain drain;

  /** The bytes of responses that are kept for all clients. */
  private final SharedByteBudget responses;

  /** The memory that holds items of all streams. */
  private final SharedByteBudget items;

  /**
   * Clients of which calls are held back at their {@link CallGate}. Some may have disconnected:
   * their one-way calls are run.
   */
  private final Set<Session> throttled = new LinkedHashSet<>();

  private boolean closed;

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
    this.calls = new AdmittedCalls(new ByteBudget(options.limits().requestBytes()));
    this.admission = new CallAdmission(this, options, methods, calls);
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
  void respond(ServerCall call, byte[] buffer, int length) {
    replies.respond(call, buffer, length);
  }

  /** Sends items of a stream that are ready. */
  void sendItems(ServerCall call, long now) {
    streamedAt = now;
    replies.sendItems(call);
  }

  /** Resumes calls of a client as it takes what is kept for it. */
  void throttle(Session session) {
    if (!closed) {
      throttled.add(session);
    }
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

  // --- what the link tells ---

  @Override
  public void onConnected(Peer peer, long now) {
    Session session = new Session(this, peer, options, responses, items, now);
    sessions.put(peer, session);
    keepAlive.add(session);
  }

  @Override
  public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
    Session session = sessions.remove(peer);
    if (session != null) {
      keepAlive.remove(session);
      replies.remove(session);
      log.disconnected(peer, reason, drain.isDraining());
      calls.cancelAll(session);
    }
  }

  @Override
  public void onMessage(Peer peer, byte[] message, long now) {
    read(peer, new FrameReader(message), now);
  }

  @Override
  public void onLargeMessage(Peer peer, LargeBytes message, long now) {
    read(peer, new FrameReader(message), now);
  }

  private void read(Peer peer, FrameReader frames, long now) {
    Session session = sessions.get(peer);
    if (session == null) {
      return;
    }
    session.liveness.heard(now);
    RetainedMessage retained =
        new RetainedMessage(frames.length(), session.requests, calls.requests);
    while (frames.hasNext()) {
      try {
        onFrame(session, frames.next(), retained, now);
      } catch (BadFrameException e) {
        if (e.id() == 0 || e.losesRest()) {
          peer.drop("it sent a message that can't be decoded (" + e.getMessage() + ')');
          return;
        }
        onBadFrame(session, e);
      }
    }
  }

  private void onBadFrame(Session session, BadFrameException bad) {
    String why = String.valueOf(bad.getMessage());
    if (bad.isUnanswered()) {
      log.oneWayNotStarted("of client " + session.peer.name(), why);
    } else {
      refuse(session, bad.id(), RpcStatus.INTERNAL, why);
    }
  }

  private void onFrame(Session session, Frame frame, RetainedMessage message, long now) {
    if (frame instanceof Frame.Hello hello) {
      onHello(session, hello);
    } else if (!session.helloReceived) {
      refuse(session, frame.id(), RpcStatus.INTERNAL, "The first frame must be HELLO");
    } else if (frame instanceof Frame.Request request) {
      admission.admit(session, request, message, drain.refusesRequest(now), now);
    } else if (frame instanceof Frame.Credit credit) {
      ServerCall call = session.calls.get(credit.id());
      if (call != null && call.isStream()) {
        replies.grant(call, credit);
      }
    } else if (frame instanceof Frame.Cancel cancel) {
      calls.cancel(session, cancel.id(), CancelReason.CALLER);
    } else if (frame instanceof Frame.Ping ping) {
      session.peer.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.Shutdown shutdown) {
      onShutdown(session, shutdown);
    } else if (frame instanceof Frame.Failure failure) {
      calls.cancel(session, failure.id(), CancelReason.REFUSED); // needs no response
    } else if (frame.id() != 0) {
      refuse(session, frame.id(), RpcStatus.UNIMPLEMENTED, frame.notUnderstoodBy("A server"));
    }
  }

  private void onHello(Session session, Frame.Hello hello) {
    String refusal = handshake.greet(session, hello);
    if (refusal != null) {
      refuse(session, 0, RpcStatus.INTERNAL, refusal);
    }
  }

  private void onShutdown(Session session, Frame.Shutdown frame) {
    String refusal = options.permissions().refusesShutdown(session.peer);
    if (refusal == null) {
      session.peer.send(FrameWriter.nilResult(frame.id()));
      host.shutdownRequested();
    } else {
      refuse(session, frame.id(), RpcStatus.PERMISSION_DENIED, refusal);
    }
  }

  @Override
  public @Nullable Runnable nextTask(TaskRunner runner) {
    return admission.nextTask(runner);
  }

  @Override
  public long onTick(long now) {
    calls.expire(now);
    if (drain.isTimeOver(now)) {
      sessions.values().forEach(calls::stopAll);
      calls.cancelOneWays();
    }
    replies.flushSlow();
    keepAlive.check(now);
    long next = Times.earlier(calls.nextDeadline(), keepAlive.next());
    if (!throttled.isEmpty()) {
      throttled.removeIf(session -> session.gate.resume(now));
      next = throttled.isEmpty() ? next : Times.earlier(next, now + CallGate.CHECK_INTERVAL);
    }
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
    closed = true;
    boolean unused = drain.start(0, null);
    throttled.clear(); // all that is held back is cancelled
    for (Peer peer : List.copyOf(sessions.keySet())) {
      onDisconnected(peer, DisconnectReason.closed(), 0);
    }
    calls.cancelOneWays();
    long unusedTime = checkDrained(0); // no call and no client is left to wait for
  }

  @Override
  public void onEnded(@Nullable Throwable failure) {
    host.ended(failure);
  }

  /** Responds to a frame that can't be accepted. That ends the call it is about, if any. */
  private void refuse(Session session, long id, RpcStatus status, String message) {
    ServerCall call = session.calls.get(id);
    boolean started = call != null && !call.cancel(CancelReason.BREACH);
    if (call != null) {
      calls.close(call);
    }
    session.peer.send(FrameWriter.error(id, status.name(), message, started));
  }

  private long checkDrained(long now) {
    return drain.check(!calls.isEmpty(), sessions.values(), now);
  }

  /** Returns how many calls are held back; for tests. */
  int callsHeldBack() {
    return throttled.stream().mapToInt(session -> session.gate.heldBack()).sum();
  }

  /** Returns whether nothing is under way; for tests. */
  public boolean isIdle() {
    return calls.isEmpty()
        && calls.timed() == 0
        && keepAlive.size() == sessions.size()
        && calls.requests.used() == 0
        && responses.used() == 0
        && items.used() == 0
        && throttled.isEmpty()
        && sessions.values().stream()
            .allMatch(session -> session.calls.size() == 0 && session.responses.used() == 0);
  }
}
