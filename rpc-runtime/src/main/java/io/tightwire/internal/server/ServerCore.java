package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Agent;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The server's clients and the calls that each has open: admitted, handed to their lanes, answered,
 * timed out, called off. A call is answered at most once, and only while its client is there. No
 * thread, clock or socket inside. Confined to the loop thread, but for {@link #post}.
 */
public final class ServerCore implements Agent<ServerCommand> {

  private static final long PARTING = Duration.ofSeconds(1).toNanos();

  private static final String SHUTTING_DOWN = "the server is shutting down";

  /** What the core asks of the world around it. Never blocks. */
  public interface Host {
    /** Hands a command to the loop. Called by any thread. */
    void post(ServerCommand command);

    /** A client that may do so asked for a shutdown. */
    void shutdownRequested();

    /** After {@link #drain}: nothing is under way any more. */
    void drained();

    /**
     * The loop is over, and everything of it closed.
     *
     * @param failure what broke it; null if it was closed
     */
    default void ended(@Nullable Throwable failure) {}
  }

  private final ServerOptions options;
  private final MethodTable methods;
  private final Host host;
  private final ServerHello serverHello;
  private final ResponseEncoder encoder;
  private final ServerLog log = new ServerLog();

  private final Map<Peer, Session> sessions = new HashMap<>();
  private final AdmittedCalls calls;

  /** The bytes of responses that are kept for all clients. */
  private final SharedByteBudget responses;

  /** The memory that holds items of all streams. */
  private final SharedByteBudget items;

  private final KeepAlive keepAlive;

  /**
   * Calls that came in this pass. They start at its end: to a server that was frozen, requests and
   * their cancellations come together.
   */
  private final ArrayDeque<ServerCall> admitted = new ArrayDeque<>();

  /** Clients that do not keep up with what is to be sent to them. */
  private final Set<Session> behind = new LinkedHashSet<>();

  /**
   * Clients some of whose calls are held back, some of them gone: what they sent one-way is run.
   */
  private final Set<Session> heldBack = new LinkedHashSet<>();

  private boolean draining;
  private boolean drained;
  private boolean closed;
  private long streamedAt;
  private long partBy = Timed.NEVER;
  private long drainUntil = Timed.NEVER;

  public ServerCore(ServerOptions options, MethodTable methods, Host host) {
    this.options = options;
    this.methods = methods;
    this.host = host;
    this.serverHello = new ServerHello(options.maxMessageSize(), methods);
    this.encoder = new ResponseEncoder(options);
    this.calls = new AdmittedCalls(new ByteBudget(options.limits().requestBytes()));
    this.responses = new SharedByteBudget(options.limits().waitingBytes());
    this.items = new SharedByteBudget(options.limits().waitingBytes() / 2);
    this.keepAlive = new KeepAlive(options.heartbeat());
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

  /** Hands a command to the loop. Safe for use by many threads. */
  void post(ServerCommand command) {
    host.post(command);
  }

  @Override
  public void onCommand(ServerCommand command, long now) {
    command.apply(this, now);
  }

  // --- what handler threads and the front door ask ---

  /** The last frame of a call. Too late if the call is not open any more. */
  void answer(ServerCall call, byte[] buffer, int length) {
    if (call.isOneWay()) {
      calls.close(call);
    } else if (calls.isOpen(call)) {
      try {
        call.session().replies.finish(call, buffer, length);
      } catch (Error e) { // out of memory
        lose(call.session(), e);
      }
      flush(call.session());
    } else {
      call.session().responses.release(length);
    }
  }

  /** Calls of a client are kept from being started until it has taken what is kept for it. */
  void heldBack(Session session) {
    if (!closed) {
      heldBack.add(session);
    }
  }

  /** Items of a stream wait to be sent. */
  void items(ServerCall call, long now) {
    streamedAt = now;
    call.items().polling();
    if (calls.isOpen(call)) {
      call.session().replies.add(call);
      flush(call.session());
    }
  }

  private void flush(Session session) {
    try {
      session.replies.flush(calls);
    } catch (Error e) { // out of memory
      lose(session, e);
    }
    if (session.replies.isEmpty()) {
      behind.remove(session);
    } else {
      behind.add(session);
    }
  }

  /** What was to be sent is lost: its callers are told by the end of their connection. */
  private static void lose(Session session, Throwable cause) {
    session.peer.drop("what it was to be sent could not be: " + cause);
  }

  /**
   * No new calls; started ones may finish within the time, what is queued is called off. {@link
   * Host#drained} follows. Asked again, the earlier end counts.
   */
  public void drain(long now, Duration timeout) {
    drainUntil = Times.earlier(drainUntil, Times.deadline(now, timeout));
    if (!draining) {
      draining = true;
      sessions.keySet().forEach(peer -> peer.send(FrameWriter.goAway(SHUTTING_DOWN)));
      callOff(call -> !call.isStarted());
    }
  }

  // --- what the link tells ---

  @Override
  public void onConnected(Peer peer, long now) {
    Session session =
        new Session(
            this,
            peer,
            new Liveness(options.heartbeat(), now),
            options.limits(),
            responses,
            items,
            now);
    sessions.put(peer, session);
    keepAlive.add(session);
  }

  @Override
  public void onDisconnected(Peer peer, String reason, long now) {
    Session session = sessions.remove(peer);
    if (session != null) {
      keepAlive.remove(session);
      behind.remove(session);
      log.gone(peer, reason, draining);
      for (ServerCall call : session.calls.all()) {
        calls.close(call);
        call.cancel(CancelReason.DISCONNECTED);
      }
    }
  }

  @Override
  public void onMessage(Peer peer, byte[] message, long now) {
    Session session = sessions.get(peer);
    if (session == null) {
      return;
    }
    session.liveness.heard(now);
    FrameReader frames = new FrameReader(message);
    RetainedMessage retained =
        new RetainedMessage(message.length, session.requests, calls.requests);
    while (frames.hasNext()) {
      try {
        handle(session, frames.next(), retained, now);
      } catch (BadFrameException e) {
        if (e.id() == 0 || e.losesRest()) {
          peer.drop("it sent a message that can't be decoded (" + e.getMessage() + ')');
          return;
        }
        refuse(session, e);
      }
    }
  }

  private void refuse(Session session, BadFrameException bad) {
    String why = String.valueOf(bad.getMessage());
    if (bad.isUnanswered()) {
      log.unanswered("of client " + session.peer.name(), why);
    } else {
      refuse(session, bad.id(), RpcStatus.INTERNAL, why);
    }
  }

  private void handle(Session session, Frame frame, RetainedMessage message, long now) {
    if (frame instanceof Frame.Hello hello) {
      greet(session, hello);
    } else if (!session.greeted) {
      refuse(session, frame.id(), RpcStatus.INTERNAL, "The first frame must be HELLO");
    } else if (frame instanceof Frame.Request request) {
      admit(session, request, message, now);
    } else if (frame instanceof Frame.Credit credit) {
      ServerCall call = session.calls.get(credit.id());
      if (call != null && call.isStream()) {
        credit(call, credit);
      }
    } else if (frame instanceof Frame.Cancel cancel) {
      callOff(session, cancel.id(), CancelReason.CALLER);
    } else if (frame instanceof Frame.Ping ping) {
      session.peer.send(FrameWriter.pong(ping.payload()));
    } else if (frame instanceof Frame.Shutdown shutdown) {
      shutdown(session, shutdown);
    } else if (frame instanceof Frame.Failure failure) {
      callOff(session, failure.id(), CancelReason.REFUSED); // never answered
    } else if (frame.id() != 0) {
      refuse(session, frame.id(), RpcStatus.UNIMPLEMENTED, frame.notUnderstoodBy("A server"));
    }
  }

  /** The client has ended a call, if it is open. */
  private void callOff(Session session, long id, CancelReason why) {
    ServerCall call = session.calls.get(id);
    if (call != null) {
      calls.close(call);
      call.cancel(why);
    }
  }

  private void credit(ServerCall call, Frame.Credit credit) {
    if (call.items().grant(credit.items(), credit.bytes())) {
      call.session().replies.add(call);
      flush(call.session());
    }
  }

  private void greet(Session session, Frame.Hello hello) {
    if (hello.version() != Frame.VERSION) {
      refuse(
          session,
          0,
          RpcStatus.INTERNAL,
          "This server speaks version "
              + Frame.VERSION
              + " of the protocol, the client "
              + hello.version());
      return;
    }
    session.greeted = true;
    session.maxMessageSize = hello.maxMessageSize();
    session.peer.packAtMost(session.maxMessageSize);
    session.peer.send(serverHello.atMost(session.maxMessageSize));
    if (draining) {
      session.peer.send(FrameWriter.goAway(SHUTTING_DOWN));
    }
  }

  private void admit(Session session, Frame.Request request, RetainedMessage message, long now) {
    MethodTable.Entry entry = methods.find(request.path());
    if (entry == null) {
      String notFound = methods.notFound(request.path());
      reject(session, request, new Rejection(RpcStatus.UNIMPLEMENTED, notFound));
      return;
    }
    MethodDescriptor<?> method = entry.method().descriptor();
    Rejection rejection =
        draining
            ? new Rejection(
                RpcStatus.CANCELLED, method.displayName() + " was not started: " + SHUTTING_DOWN)
            : Rejection.of(request, method);
    if (rejection == null) {
      rejection =
          Rejection.ofLimits(method, options.limits(), session.calls.size(), calls.size(), message);
    }
    if (rejection == null) {
      enter(session, request, message, entry, now);
    } else {
      reject(session, request, rejection);
    }
  }

  private void enter(
      Session session,
      Frame.Request request,
      RetainedMessage message,
      MethodTable.Entry entry,
      long now) {
    Duration timeout =
        request.remainingMillis() < 0 ? null : Duration.ofMillis(request.remainingMillis());
    ServerCall call =
        new ServerCall(this, session, request, message, entry, Times.deadline(now, timeout));
    if (calls.add(call)) {
      admitted.add(call);
    } else {
      session.peer.drop("it used the id " + call.id() + " for two calls at once");
    }
  }

  /** Hands on what was admitted in this pass, and has not been called off in it. */
  private void handOn() {
    for (ServerCall call = admitted.poll(); call != null; call = admitted.poll()) {
      if (calls.isOpen(call) && !call.lane().offer(call)) {
        calls.close(call);
        reject(call.session(), call.request(), Rejection.laneFull(call.name(), call.lane()));
      }
    }
  }

  private void shutdown(Session session, Frame.Shutdown frame) {
    boolean local = session.peer.endpoint().isLocal();
    if (options.remoteShutdown().orElse(local)) {
      session.peer.send(FrameWriter.nilResult(frame.id()));
      host.shutdownRequested();
    } else {
      refuse(
          session,
          frame.id(),
          RpcStatus.PERMISSION_DENIED,
          "This server may not be shut down by clients"
              + (options.remoteShutdown().isPresent() ? "" : " over " + session.peer.endpoint())
              + "; it would have to be built with allowRemoteShutdown(true)");
    }
  }

  @Override
  public long onTick(long now) {
    handOn();
    for (ServerCall late = calls.pollExpired(now); late != null; late = calls.pollExpired(now)) {
      expire(late);
    }
    if (draining && !drained && drainUntil - now <= 0) {
      callOff(call -> true);
      callOffOneWays();
    }
    if (!behind.isEmpty()) {
      List.copyOf(behind).forEach(this::flush);
    }
    keepAlive.check(now);
    long next = Times.earlier(calls.nextDeadline(), keepAlive.next());
    if (!heldBack.isEmpty()) {
      heldBack.removeIf(session -> session.gate.release(now));
      next = heldBack.isEmpty() ? next : Times.earlier(next, now + CallGate.LOOK);
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
    draining = true;
    heldBack.clear(); // all that waits is called off
    for (Peer peer : List.copyOf(sessions.keySet())) {
      onDisconnected(peer, "closed", 0);
    }
    callOffOneWays();
    long unused = checkDrained(0); // nobody is left to wait for
  }

  @Override
  public void onEnded(@Nullable Throwable failure) {
    host.ended(failure);
  }

  // --- the parts ---

  private void expire(ServerCall call) {
    boolean started = !call.cancel(CancelReason.DEADLINE);
    if (calls.close(call) && !call.isOneWay()) {
      call.session().peer.send(call.timedOut(started));
    }
  }

  /** Answers calls that will not be finished, and stops them. */
  private void callOff(Predicate<ServerCall> which) {
    for (Session session : sessions.values()) {
      for (ServerCall call : session.calls.all()) {
        if (which.test(call)) {
          boolean started = !call.cancel(CancelReason.SHUTDOWN);
          calls.close(call);
          session.peer.send(call.stopped(started, SHUTTING_DOWN));
        }
      }
    }
  }

  private void callOffOneWays() {
    for (ServerCall call : calls.oneWays()) {
      calls.close(call);
      call.cancel(CancelReason.SHUTDOWN);
    }
  }

  /**
   * Once no call is left, clients that were told leave by themselves. A moment is waited for that:
   * what they sent before they knew is still answered.
   *
   * @return when to look again at the latest
   */
  private long checkDrained(long now) {
    if (!draining || drained) {
      return Timed.NEVER;
    }
    if (!calls.isEmpty()) {
      return drainUntil;
    }
    if (partBy == Timed.NEVER) {
      partBy = now + PARTING;
    }
    if (!sessions.isEmpty() && partBy - now > 0) {
      return partBy;
    }
    drained = true;
    host.drained();
    return Timed.NEVER;
  }

  private static void reject(Session session, Frame.Request request, Rejection rejection) {
    if (!request.isOneWay()) {
      String status = rejection.status().name();
      session.peer.send(FrameWriter.error(request.id(), status, rejection.message(), false));
    }
  }

  /** Answers a frame that can't be taken. For its sender that ends the call it is about, if any. */
  private void refuse(Session session, long id, RpcStatus status, String message) {
    ServerCall call = session.calls.get(id);
    boolean started = call != null && !call.cancel(CancelReason.BREACH);
    if (call != null) {
      calls.close(call);
    }
    session.peer.send(FrameWriter.error(id, status.name(), message, started));
  }

  /** How many calls are kept from being started; for tests. */
  int heldBack() {
    return heldBack.stream().mapToInt(session -> session.gate.waiting()).sum();
  }

  /** Whether nothing is under way; for tests. */
  public boolean isIdle() {
    return calls.isEmpty()
        && calls.timed() == 0
        && keepAlive.size() == sessions.size()
        && calls.requests.used() == 0
        && responses.used() == 0
        && items.used() == 0
        && heldBack.isEmpty()
        && sessions.values().stream()
            .allMatch(session -> session.calls.size() == 0 && session.responses.used() == 0);
  }
}
