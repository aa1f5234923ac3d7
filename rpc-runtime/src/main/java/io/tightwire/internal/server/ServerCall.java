package io.tightwire.internal.server;

import io.tightwire.RpcContext;
import io.tightwire.RpcStatus;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.MethodDescriptor.Kind;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.report.Listeners;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.stream.SendingCall;
import io.tightwire.internal.stream.SourceOutcome;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its admission to its response. A handler thread decodes, runs and encodes it; the
 * loop may cancel it at any time. A response that is posted counts only while the call is open.
 * Thread-safe.
 */
final class ServerCall extends OpenCall
    implements Runnable, TaskRunner.Task, SendingCall, SourceOutcome {

  private enum Stage {
    QUEUED,
    STARTED,
    /** Cancelled, or late, before it was started. */
    NEVER_STARTS
  }

  /** Of a one-way call. */
  private static final byte[] NO_FRAME = {};

  private final ServerCore core;

  /** Changed only by the thread that takes the call out of its queue. */
  private Frame.Request request;

  private final CallContext context;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private final @Nullable ItemStream items;
  private final @Nullable CallerStream input;
  private final HandlerThread thread = new HandlerThread();

  /** Null without interceptors, and until they are asked. */
  private volatile @Nullable Listeners listeners;

  /**
   * When its response was encoded, as the thread that did so sees it; 0 before. What follows is
   * waking the loop, if it sleeps.
   */
  private long respondedAt;

  /** Whether the call was held back at its client's {@link CallGate}. */
  volatile boolean wasHeldBack;

  ServerCall(
      ServerCore core,
      Session session,
      Frame.Request request,
      RetainedMessage message,
      MethodTable.Entry entry,
      long arrived,
      long deadline) {
    super(session, message, entry, arrived, deadline);
    this.core = core;
    this.request = request;
    this.context =
        new CallContext(
            this, method(), session.peer, arrived, entry.lane().isInline(), request.metadata());
    this.items = method().kind() == Kind.STREAMING ? new ItemStream(this, session.items) : null;
    this.input = method().takesStream() ? new CallerStream(this, core.inputs().windows()) : null;
  }

  Frame.Request request() {
    return request;
  }

  @Override
  public long id() {
    return request.id();
  }

  boolean isOneWay() {
    return request.isOneWay();
  }

  ServerCore core() {
    return core;
  }

  RpcContext context() {
    return context;
  }

  /** Returns the metadata as it came; empty if the call was cancelled before it was started. */
  Slice encodedMetadata() {
    return context.encodedMetadata();
  }

  boolean isStream() {
    return items != null;
  }

  /** Returns the sending half of the call's stream; it must have one. */
  ItemStream items() {
    return Objects.requireNonNull(items);
  }

  /** Returns the stream that its caller sends; null if its method takes none. */
  @Nullable CallerStream input() {
    return input;
  }

  private MethodDescriptor<?> method() {
    return entry().method().descriptor();
  }

  @Override
  public String name() {
    return method().displayName();
  }

  /** Returns whether the call was cancelled, or late, before it was started. */
  boolean neverStarts() {
    return stage.get() == Stage.NEVER_STARTS;
  }

  @Override
  public boolean isCancelled() {
    return context.isCancelled();
  }

  /** Returns why the call was cancelled; null if it was not. */
  @Nullable CancelReason cancelReason() {
    return context.cancelReason();
  }

  // --- cancelling ---

  /**
   * Cancels the call unless its handler may have started: then it goes on.
   *
   * @return whether it never starts
   */
  boolean cancelUnstarted(CancelReason why) {
    return neverStart() && cancel(why);
  }

  /**
   * Cancels the call: it never starts, or its thread is interrupted.
   *
   * @return whether it never starts
   */
  boolean cancel(CancelReason why) {
    List<Runnable> hooks = context.cancel(why);
    if (neverStart() || neverStarts()) {
      request = request.withoutContent(); // the call itself stays in its lane's queue
      context.forgetMetadata();
      return true;
    }
    if (input != null) {
      input.cancel(why); // before its reader is interrupted
    }
    thread.interrupt();
    if (items != null) {
      items.cancel();
    }
    Listeners told = listeners;
    if (told != null) {
      told.end(why.exception(name()), lane()::runUnqueued);
    }
    hooks.forEach(hook -> lane().runUnqueued(() -> core.log().runHook(name(), hook)));
    return false;
  }

  private boolean neverStart() {
    return stage.compareAndSet(Stage.QUEUED, Stage.NEVER_STARTS);
  }

  // --- running ---

  /** Runs the call when its turn on its lane comes, or another call that has to be first. */
  @Override
  public void run() {
    ServerCall next = session().gate.admit(this);
    if (next != null) {
      long unused = next.start(System.nanoTime());
    }
  }

  /** Does the same on the loop's thread; returns about when it has ended. */
  @Override
  public long run(long now) {
    ServerCall next = session().gate.admit(this);
    return next == null ? System.nanoTime() : next.start(now);
  }

  /** Runs the handler on this thread, unless the call is cancelled or late. */
  long start(long now) {
    try {
      if (!isPast(now)) {
        if (stage.compareAndSet(Stage.QUEUED, Stage.STARTED)) {
          entry().counters().started();
          context.started(now);
          return perform(now);
        }
      } else if (neverStart()) {
        reject(Rejection.expiredInQueue(name()), null);
      }
    } catch (Throwable e) { // out of memory: what the handler held is released by now
      fail(e);
    }
    return System.nanoTime();
  }

  private long perform(long now) {
    runSource(() -> new Execution(this).run(entry().method(), request.arguments()));
    if (input != null) {
      input.handlerReturned();
    }
    if (items != null) {
      items.handlerReturned();
    }
    long end = respondedAt; // read once: another thread may be writing it
    end = end == 0 ? System.nanoTime() : end;
    entry().recordRun(end - now);
    return listeners == null ? end : System.nanoTime(); // theirs may take time after the response
  }

  /** Returns by which times it may run on the loop; null if it may not. */
  @Nullable HandlerTimes times() {
    return entry().times();
  }

  /** Sets the listeners of the interceptors. A later cancellation is reported to them. */
  void setListeners(Listeners admitted) {
    listeners = admitted;
  }

  @Override
  public void runSource(Runnable part) {
    if (thread.enter(this)) {
      runInContext(thread, part);
    }
  }

  /** Runs code of the user that reads the caller's stream, also if the call is cancelled. */
  void runSignals(HandlerThread on, Runnable part) {
    runInContext(on.enter(this) ? on : null, part);
  }

  private void runInContext(@Nullable HandlerThread entered, Runnable part) {
    try {
      CurrentCall.set(context);
      runInScopes(part);
    } finally {
      CurrentCall.clear();
      if (entered != null) {
        entered.exit();
      }
    }
  }

  @Override
  public void runRelease(Runnable part) {
    runInScopes(part);
  }

  private void runInScopes(Runnable part) {
    Listeners present = listeners;
    if (present == null) {
      part.run();
    } else {
      present.around(part);
    }
  }

  @Override
  public int maxFrameSize() {
    return core.encoder().limit(this);
  }

  @Override
  public void schedule(Runnable turn) {
    lane().resume(turn);
  }

  @Override
  public void itemsReady() {
    core.post((loop, now) -> loop.sendItems(this, now));
  }

  @Override
  public void itemEmitted() {
    Listeners present = listeners;
    if (present != null) {
      present.countSent();
    }
  }

  /** Is called for each item of the caller that the handler takes. */
  void itemRead() {
    Listeners present = listeners;
    if (present != null) {
      present.countReceived();
    }
  }

  /** Ends the call because of the stream that its caller sends, whatever the handler returns. */
  void failInput(CancelReason why, RpcStatus status, Throwable failure, byte[] error) {
    Listeners told = listeners;
    if (told != null) {
      told.end(status, failure, Listeners.HERE);
    }
    core.post((loop, now) -> loop.inputs().fail(this, why, error, now));
  }

  /** Responds with what the handler returned. */
  <T> void respond(MethodDescriptor<T> descriptor, @Nullable T value) {
    if (isOneWay()) {
      send(NO_FRAME, RpcStatus.OK, null);
      return;
    }
    try {
      WireWriter frame = core.encoder().result(this, descriptor, value);
      send(frame.buffer(), frame.size(), RpcStatus.OK, null);
    } catch (CodecException e) {
      failUnencodable(e);
    } catch (Throwable e) { // an accessor of the user's own record
      fail(e);
    }
  }

  /** Ends the stream. */
  @Override
  public void complete() {
    send(FrameWriter.end(id()), RpcStatus.OK, null);
  }

  /** Responds that the call was not started. */
  void reject(Rejection rejection, @Nullable Throwable cause) {
    send(core.encoder().rejection(this, rejection), rejection.status(), cause);
  }

  @Override
  public void failUnencodable(CodecException thrown) {
    byte[] frame = core.encoder().unencodable(this, method(), thrown);
    send(frame, ResponseEncoder.statusOf(thrown), thrown);
  }

  /** Responds with what the handler threw. */
  @Override
  public void fail(Throwable thrown) {
    if (isOneWay()) {
      core.log().oneWayFailed(name(), thrown);
    }
    try {
      WireWriter frame = core.encoder().thrown(this, method(), thrown);
      send(frame.buffer(), frame.size(), ResponseEncoder.statusOf(thrown), thrown);
    } catch (Throwable e) { // no memory for it, or the client takes tiny messages only
      send(core.encoder().indescribable(this, thrown), RpcStatus.UNKNOWN, thrown);
    }
  }

  /** Responds with a frame. */
  void send(byte[] frame, RpcStatus status, @Nullable Throwable failure) {
    send(frame, frame.length, status, failure);
  }

  /** Posts the last frame of the call to the loop, or a short one if that exceeds the limit. */
  private void send(byte[] buffer, int length, RpcStatus status, @Nullable Throwable failure) {
    if (isOneWay() || session().responses.tryAcquire(length)) {
      post(buffer, length, status, failure);
    } else {
      byte[] dropped = core.encoder().dropped(this, session().responses.kept());
      session().responses.acquire(dropped.length);
      post(dropped, dropped.length, RpcStatus.RESOURCE_EXHAUSTED, failure);
    }
  }

  private void post(byte[] buffer, int length, RpcStatus status, @Nullable Throwable failure) {
    Listeners told = listeners;
    if (told != null) {
      told.end(status, failure, Listeners.HERE);
    }
    respondedAt = System.nanoTime();
    core.post(new Response(this, buffer, length, status));
  }
}
