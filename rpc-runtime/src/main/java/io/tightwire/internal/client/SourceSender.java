package io.tightwire.internal.client;

import io.tightwire.RpcContext;
import io.tightwire.generated.CallInput;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.stream.IteratorSource;
import io.tightwire.internal.stream.PublisherSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the items of a {@code Stream} or a {@code Flow.Publisher}.
 *
 * <h2>Who closes the stream</h2>
 *
 * <p>The call does, exactly once, whatever becomes of it: also if it can't be encoded, is rejected
 * by an interceptor, never leaves, or is refused by its server before an item was asked for. A
 * caller can't know in general whether reading had begun, and an open file that is forgotten is
 * worse than one that is opened again. A publisher is not subscribed to before an item is asked
 * for; a call that was refused unrun can be made again with it.
 *
 * <h2>Where user code runs</h2>
 *
 * <p>All of it runs in turns of one executor: the calling thread if that waits and there is a
 * stream, else the client's callback executor. It runs inside the scopes of the call's listeners,
 * and calls that it makes inherit from the handler that made this one.
 *
 * <p>Confined as {@link InputSender} is.
 */
final class SourceSender<T extends @Nullable Object> extends InputSender {

  private final CallInput<T> input;
  private final Executor turns;

  /**
   * Creates a sender of input that was {@linkplain CallInput#take taken}.
   *
   * @param turns runs the source
   */
  SourceSender(
      ClientRuntime runtime, String name, int maxMessageSize, CallInput<T> input, Executor turns) {
    super(runtime, name, maxMessageSize);
    this.input = input;
    this.turns = turns;
  }

  @Override
  public void schedule(Runnable turn) {
    turns.execute(turn);
  }

  @Override
  public void runSource(Runnable part) {
    if (isCancelled()) {
      return;
    }
    try {
      inContext(part);
    } catch (Throwable e) { // of a publisher's subscription
      fail(e);
    }
  }

  @Override
  public void runRelease(Runnable part) {
    try {
      inContext(part);
    } catch (Throwable e) {
      runtime.log().sourceNotClosed(name(), e);
    }
  }

  private void inContext(Runnable part) {
    ClientCall call = call();
    RpcContext parent = call == null ? null : call.parent();
    InterceptedCall intercepted = call == null ? null : call.intercepted();
    if (parent == null || CurrentCall.get() != null || CurrentCall.isInline(parent)) {
      inScopes(intercepted, part); // an inline handler must not wait, but this thread may
      return;
    }
    CurrentCall.set(parent);
    try {
      inScopes(intercepted, part);
    } finally {
      CurrentCall.clear();
    }
  }

  private static void inScopes(@Nullable InterceptedCall intercepted, Runnable part) {
    if (intercepted == null) {
      part.run();
    } else {
      intercepted.around(part);
    }
  }

  @Override
  void begin(ItemStream begun) {
    Stream<? extends T> stream = input.stream();
    Flow.Publisher<? extends T> publisher = input.publisher();
    if (stream != null) {
      begun.start(new IteratorSource<>(begun, this, input.codec(), stream));
      schedule(begun::handlerReturned);
    } else if (publisher != null) {
      PublisherSource<T> source = new PublisherSource<>(begun, this, input.codec());
      begun.start(source);
      schedule(
          () -> {
            runSource(() -> subscribe(publisher, source));
            begun.handlerReturned();
          });
    }
  }

  private void subscribe(Flow.Publisher<? extends T> publisher, PublisherSource<T> source) {
    try {
      publisher.subscribe(source);
    } catch (Throwable e) {
      source.fail(e);
    }
  }

  @Override
  void releaseUntouched() {
    Stream<? extends T> stream = input.stream();
    if (stream != null) {
      schedule(() -> runRelease(stream::close));
    }
  }
}
