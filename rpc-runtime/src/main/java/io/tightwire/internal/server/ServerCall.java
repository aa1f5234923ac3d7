package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.MethodDescriptor.Kind;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.report.Listeners;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.stream.SendingCall;
import io.tightwire.internal.stream.SourceOutcome;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its admission to its answer. A handler thread decodes, runs and encodes it; the
 * loop may call it off at any time. Whatever is posted as its answer counts only while the call is
 * still open. Safe for use by many threads.
 */
final class ServerCall extends Timed implements Runnable, SendingCall, SourceOutcome {

  private enum Stage {
    QUEUED,
    STARTED,
    OVER
  }

  private final ServerCore core;
  private final Session session;

  /** Changed only by who takes the call out of its queue. */
  private Frame.Request request;

  private final RetainedMessage message;
  private final MethodTable.Entry entry;
  private final CallContext context;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private final @Nullable ItemStream items;

  /** Null without interceptors, and until they are asked. */
  private volatile @Nullable Listeners listeners;

  /** The frame that ends the call, while it waits to be sent. Confined to the loop thread. */
  byte @Nullable [] last;

  int lastLength;

  /** Whether the call waits in its client's {@link ReplyQueue}. Confined to the loop thread. */
  boolean flowing;

  /** Whether the call had to wait at its client's {@link CallGate}. */
  volatile boolean waited;

  private final Object running = new Object();
  private @Nullable Thread runner;

  ServerCall(
      ServerCore core,
      Session session,
      Frame.Request request,
      RetainedMessage message,
      MethodTable.Entry entry,
      long deadline) {
    super(deadline);
    this.core = core;
    this.session = session;
    this.request = request;
    this.message = message;
    this.entry = entry;
    this.context =
        new CallContext(
            this,
            entry.method().descriptor(),
            session.peer,
            entry.lane().isInline(),
            request.metadata());
    this.items =
        entry.method().descriptor().kind() == Kind.STREAMING
            ? new ItemStream(this, session.items)
            : null;
  }

  Session session() {
    return session;
  }

  Frame.Request request() {
    return request;
  }

  /** What it came in. */
  RetainedMessage message() {
    return message;
  }

  @Override
  public long id() {
    return request.id();
  }

  boolean isOneWay() {
    return request.isOneWay();
  }

  Lane lane() {
    return entry.lane();
  }

  ServerCore core() {
    return core;
  }

  boolean isStream() {
    return items != null;
  }

  /** Of a streaming call. */
  ItemStream items() {
    return Objects.requireNonNull(items);
  }

  @Override
  public String name() {
    return entry.method().descriptor().displayName();
  }

  /** Whether the handler may have started. */
  boolean isStarted() {
    return stage.get() != Stage.QUEUED;
  }

  /** Whether nobody waits for the answer any more. */
  @Override
  public boolean isCancelled() {
    return context.isCancelled();
  }

  /**
   * Calls the call off: it never starts, or its thread is interrupted.
   *
   * @return whether it never starts
   */
  boolean cancel(CancelReason why) {
    List<Runnable> hooks = context.callOff(why);
    if (stage.compareAndSet(Stage.QUEUED, Stage.OVER)) {
      request = request.withoutContent(); // the call itself stays in its lane's queue
      context.forgetMetadata();
      return true;
    }
    synchronized (running) {
      if (runner != null) {
        runner.interrupt();
      }
    }
    if (items != null) {
      items.cancel();
    }
    Listeners told = listeners;
    if (told != null) {
      told.end(why.exception(name()), lane()::beside);
    }
    hooks.forEach(hook -> lane().beside(() -> run(hook)));
    return false;
  }

  private void run(Runnable hook) {
    try {
      hook.run();
    } catch (Throwable e) {
      core.log().hookFailed(name(), e);
    }
  }

  /** Whether it was called off before it was started. */
  boolean isOver() {
    return stage.get() == Stage.OVER;
  }

  /** Its turn on its lane, which may have to be another call's. */
  @Override
  public void run() {
    ServerCall next = session.gate.admit(this);
    if (next != null) {
      next.start();
    }
  }

  /** Runs on a handler thread. */
  void start() {
    if (stage.compareAndSet(Stage.QUEUED, Stage.STARTED)) {
      try {
        perform();
      } catch (Throwable e) { // out of memory: what the handler held is let go by now
        fail(e);
      }
    }
  }

  private void perform() {
    if (isPast(System.nanoTime())) {
      Rejection late = Rejection.expiredInQueue(name());
      answer(core.encoder().rejection(this, late), late.status(), null);
      return;
    }
    runSource(this::invoke);
    if (items != null) {
      items.handlerReturned();
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
    core.post((loop, now) -> loop.items(this, now));
  }

  /** Runs a part of the call with its context set, and with its thread open to interruption. */
  @Override
  public void runSource(Runnable part) {
    synchronized (running) {
      if (isCancelled()) {
        return;
      }
      runner = Thread.currentThread();
    }
    CurrentCall.set(context);
    try {
      runRelease(part);
    } finally {
      CurrentCall.clear();
      synchronized (running) {
        runner = null;
      }
      boolean unused = Thread.interrupted(); // meant for this call; the next one starts without it
    }
  }

  /** Runs a part of the call's code inside the scopes of its listeners. */
  @Override
  public void runRelease(Runnable part) {
    Listeners present = listeners;
    if (present == null) {
      part.run();
    } else {
      present.around(part);
    }
  }

  /** An item of the stream is on its way. */
  @Override
  public void itemEmitted() {
    Listeners present = listeners;
    if (present != null) {
      present.countItem();
    }
  }

  private void invoke() {
    if (core.interceptors().isEmpty()) {
      execute();
      return;
    }
    Listeners admitted = ask(core.interceptors());
    if (admitted != null) {
      admitted.around(this::execute);
    }
  }

  private void execute() {
    new Execution(this).run(entry.method(), request.arguments());
  }

  /** Asks the interceptors; returns null if the handler is not to start. */
  private @Nullable Listeners ask(List<ServerInterceptor> interceptors) {
    Listeners asked = new Listeners(name(), core.log().listeners());
    ServerInterceptor last = null;
    Throwable refusal = null;
    try {
      for (ServerInterceptor interceptor : interceptors) {
        last = interceptor;
        asked.add(interceptor.onCall(context));
      }
    } catch (Throwable e) {
      refusal = e;
    }
    listeners = asked; // before the look: who calls off from now on sees them
    CancelReason off = context.calledOff();
    if (off != null) {
      asked.end(off.exception(name()), Listeners.HERE);
      return null;
    }
    if (refusal != null) {
      Rejection rejection = core.encoder().refused(this, Objects.requireNonNull(last), refusal);
      answer(core.encoder().rejection(this, rejection), rejection.status(), refusal);
      return null;
    }
    return asked;
  }

  /** Answers with what the handler returned. */
  <T> void succeed(MethodDescriptor<T> descriptor, @Nullable T value) {
    if (isOneWay()) {
      answer(new byte[0], RpcStatus.OK, null);
      return;
    }
    try {
      answer(core.encoder().result(this, descriptor, value), RpcStatus.OK, null);
    } catch (CodecException e) {
      failUnencodable(e);
    } catch (Throwable e) { // an accessor of the user's own record
      fail(e);
    }
  }

  /** Ends the stream. */
  @Override
  public void complete() {
    answer(FrameWriter.end(id()), RpcStatus.OK, null);
  }

  /** Answers that the arguments make no sense; the handler did not start. */
  void undecodable(Throwable thrown) {
    if (isOneWay()) {
      core.log()
          .unanswered(name(), "its arguments can't be decoded: " + ThrowableText.text(thrown));
    }
    answer(
        core.encoder().undecodable(this, entry.method().descriptor(), thrown),
        RpcStatus.INTERNAL,
        thrown);
  }

  /** Answers that what the handler returned can't be sent. */
  @Override
  public void failUnencodable(CodecException thrown) {
    answer(
        core.encoder().unencodable(this, entry.method().descriptor(), thrown),
        ResponseEncoder.statusOf(thrown),
        thrown);
  }

  /** Answers with what the handler threw. */
  @Override
  public void fail(Throwable thrown) {
    if (isOneWay()) {
      core.log().unanswered(name(), thrown);
    }
    try {
      WireWriter frame = core.encoder().thrown(this, entry.method().descriptor(), thrown);
      answer(frame, ResponseEncoder.statusOf(thrown), thrown);
    } catch (Throwable e) { // no memory for it, say, or no room in what the client takes
      answer(core.encoder().indescribable(this, thrown), RpcStatus.UNKNOWN, thrown);
    }
  }

  /** The answer that the deadline passed. */
  byte[] timedOut(boolean started) {
    return FrameWriter.error(
        id(),
        RpcStatus.DEADLINE_EXCEEDED.name(),
        name()
            + " exceeded its deadline of "
            + Times.print(Duration.ofMillis(request.remainingMillis()))
            + " at the server ("
            + (started ? "running" : "queued")
            + ')',
        started);
  }

  /** The answer that the call won't be finished. */
  byte[] stopped(boolean started, String reason) {
    return FrameWriter.error(
        id(),
        RpcStatus.CANCELLED.name(),
        name() + (started ? " was stopped: " : " was not started: ") + reason,
        started);
  }

  private void answer(byte[] frame, RpcStatus status, @Nullable Throwable failure) {
    answer(frame, frame.length, status, failure);
  }

  private void answer(WireWriter frame, RpcStatus status, @Nullable Throwable failure) {
    answer(frame.buffer(), frame.size(), status, failure);
  }

  /** Hands the last frame of the call to the loop, or another one if there is no room for it. */
  private void answer(byte[] buffer, int length, RpcStatus status, @Nullable Throwable failure) {
    if (isOneWay() || session.responses.tryAcquire(length)) {
      post(buffer, length, status, failure);
    } else {
      byte[] dropped = core.encoder().dropped(this, session.responses.kept());
      session.responses.acquire(dropped.length);
      post(dropped, dropped.length, RpcStatus.RESOURCE_EXHAUSTED, failure);
    }
  }

  private void post(byte[] buffer, int length, RpcStatus status, @Nullable Throwable failure) {
    Listeners told = listeners;
    if (told != null) {
      told.end(status, failure, told.items(), Listeners.HERE);
    }
    core.post((loop, now) -> loop.answer(this, buffer, length));
  }
}
