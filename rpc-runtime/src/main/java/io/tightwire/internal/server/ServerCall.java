package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.stub.Invocation;
import io.tightwire.stub.MethodDescriptor;
import io.tightwire.stub.MethodDescriptor.Kind;
import io.tightwire.stub.ServerMethod;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its admission to its answer. A handler thread decodes, runs and encodes it; the
 * loop may call it off at any time. Whatever is posted as its answer counts only while the call is
 * still open. Safe for use by many threads.
 */
final class ServerCall extends Timed implements Runnable {

  private enum Stage {
    QUEUED,
    STARTED,
    OVER
  }

  private final ServerCore core;
  private final Session session;
  private final Frame.Request request;
  private final MethodTable.Entry entry;
  private final CallContext context;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private final @Nullable ItemStream items;

  /** The frame that ends the call, while it waits to be sent. Confined to the loop thread. */
  byte @Nullable [] last;

  int lastLength;

  /** Whether the call waits in its client's {@link Outflow}. Confined to the loop thread. */
  boolean flowing;

  private final Object running = new Object();
  private @Nullable Thread runner;

  ServerCall(
      ServerCore core,
      Session session,
      Frame.Request request,
      MethodTable.Entry entry,
      long deadline) {
    super(deadline);
    this.core = core;
    this.session = session;
    this.request = request;
    this.entry = entry;
    this.context = new CallContext(this, session.peer.name(), request.metadata());
    this.items = entry.method().descriptor().kind() == Kind.STREAMING ? new ItemStream(this) : null;
  }

  Session session() {
    return session;
  }

  long id() {
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

  String name() {
    return entry.method().descriptor().displayName();
  }

  /** Whether the handler may have started. */
  boolean isStarted() {
    return stage.get() != Stage.QUEUED;
  }

  /** Whether nobody waits for the answer any more. */
  boolean isCancelled() {
    return context.isCancelled();
  }

  /**
   * Calls the call off: it never starts, or its thread is interrupted.
   *
   * @return whether it never starts
   */
  boolean cancel() {
    context.cancel();
    if (stage.compareAndSet(Stage.QUEUED, Stage.OVER)) {
      return true;
    }
    synchronized (running) {
      if (runner != null) {
        runner.interrupt();
      }
    }
    if (items != null) {
      items.cancelled();
    }
    return false;
  }

  /** Runs on a handler thread. */
  @Override
  public void run() {
    if (stage.compareAndSet(Stage.QUEUED, Stage.STARTED)) {
      if (isPast(System.nanoTime())) {
        answer(
            FrameWriter.error(
                id(),
                RpcStatus.DEADLINE_EXCEEDED.name(),
                name() + " was not started: its deadline passed while it was queued at the server",
                false));
      } else {
        inside(this::invoke);
        if (items != null) {
          items.handlerReturned();
        }
      }
    }
  }

  /** Runs a part of the call with its context set, and with its thread open to interruption. */
  void inside(Runnable part) {
    synchronized (running) {
      if (isCancelled()) {
        return;
      }
      runner = Thread.currentThread();
    }
    CurrentCall.set(context);
    try {
      part.run();
    } finally {
      CurrentCall.clear();
      synchronized (running) {
        runner = null;
      }
      boolean unused = Thread.interrupted(); // meant for this call; the next one starts without it
    }
  }

  private void invoke() {
    ServerMethod<?> method = entry.method();
    if (method instanceof ServerMethod.Returning<?> returning) {
      invoke(returning);
    } else if (method instanceof ServerMethod.Completing<?> completing) {
      invoke(completing);
    } else if (method instanceof ServerMethod.Streaming<?> streaming) {
      invoke(streaming);
    } else if (method instanceof ServerMethod.Publishing<?> publishing) {
      invoke(publishing);
    }
  }

  private <T> void invoke(ServerMethod.Returning<T> method) {
    Invocation<T> invocation = prepare(method.handler());
    if (invocation == null) {
      return;
    }
    T value;
    try {
      value = invocation.invoke();
    } catch (Throwable e) {
      fail(e);
      return;
    }
    succeed(method.descriptor(), value);
  }

  private <T> void invoke(ServerMethod.Completing<T> method) {
    Invocation<? extends CompletionStage<? extends T>> invocation = prepare(method.handler());
    if (invocation == null) {
      return;
    }
    try {
      CompletionStage<? extends T> later = returned(invocation.invoke());
      var unused =
          later.whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  succeed(method.descriptor(), value);
                } else {
                  fail(unwrap(failure));
                }
              });
    } catch (Throwable e) {
      fail(e);
    }
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private <T> void invoke(ServerMethod.Streaming<T> method) {
    var invocation = prepare(method.handler());
    if (invocation != null) {
      try {
        items()
            .start(new IteratorSource<>(this, method.descriptor(), returned(invocation.invoke())));
      } catch (Throwable e) {
        fail(e);
      }
    }
  }

  private <T> void invoke(ServerMethod.Publishing<T> method) {
    var invocation = prepare(method.handler());
    if (invocation != null) {
      PublisherSource<T> source = new PublisherSource<>(this, method.descriptor());
      items().start(source);
      try {
        returned(invocation.invoke()).subscribe(source);
      } catch (Throwable e) {
        source.fail(e);
      }
    }
  }

  private <R> R returned(@Nullable R value) {
    if (value == null) {
      throw new NullPointerException(name() + " returned null instead of what carries its result");
    }
    return value;
  }

  /** Decodes the arguments; answers and returns null if that fails. */
  private <R> @Nullable Invocation<R> prepare(ServerMethod.Handler<R> handler) {
    MethodDescriptor<?> descriptor = entry.method().descriptor();
    try {
      WireReader in = request.arguments().reader();
      int sent = in.beginArray();
      if (sent != descriptor.parameters()) {
        throw new CodecException(
            "it takes " + descriptor.parameters() + " arguments, " + sent + " were sent");
      }
      return handler.prepare(in);
    } catch (Throwable e) { // also what the constructor of a user's record throws
      answer(core.replies().undecodable(this, descriptor, e));
      return null;
    }
  }

  private <T> void succeed(MethodDescriptor<T> descriptor, @Nullable T value) {
    if (isOneWay()) {
      answer(new byte[0]);
      return;
    }
    try {
      answer(core.replies().result(this, descriptor, value));
    } catch (CodecException e) {
      answer(core.replies().unencodable(this, descriptor, e));
    } catch (Throwable e) { // an accessor of the user's own record
      fail(e);
    }
  }

  /** Answers with what the handler threw. */
  void fail(Throwable thrown) {
    WireWriter frame;
    try {
      frame = core.replies().thrown(this, entry.method().descriptor(), thrown);
    } catch (Throwable e) { // getMessage() is the user's too
      answer(core.replies().indescribable(this, thrown));
      return;
    }
    answer(frame);
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

  /** Hands the last frame of the call to the loop. */
  void answer(byte[] frame) {
    core.post((loop, now) -> loop.answer(this, frame, frame.length));
  }

  /** Hands the last frame of the call to the loop. */
  void answer(WireWriter frame) {
    core.post((loop, now) -> loop.answer(this, frame.buffer(), frame.size()));
  }
}
