package io.tightwire.internal.server;

import io.tightwire.RpcCancelledException;
import io.tightwire.codec.Codec;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.wire.Slice;
import java.util.Spliterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The caller's items as a {@link Stream}: its reader's thread waits for each. Never split, so that
 * one thread at a time waits. Confined to the reader; {@link #wake} and closing are thread-safe.
 */
final class HandlerStream<T extends @Nullable Object>
    implements Spliterator<T>, CallerStream.Reader {

  private final CallerStream input;
  private final Codec<T> codec;
  private volatile @Nullable Thread reader;
  private volatile boolean closed;

  HandlerStream(CallerStream input, Codec<T> codec) {
    this.input = input;
    this.codec = codec;
  }

  Stream<T> open() {
    return StreamSupport.stream(this, false).onClose(this::close);
  }

  private void close() {
    closed = true;
    input.stop();
    wake();
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (!closed) {
      InputEnd end = input.end(); // read before the items, so that none before the end is missed
      if (end != null && end.failure() != null) {
        throw end.exception();
      }
      if (input.hasNext()) {
        Slice item = input.next();
        input.grantIfDue(Long.MAX_VALUE);
        action.accept(input.decode(codec, item));
        return true;
      }
      if (end != null) {
        return false;
      }
      input.grantIfDue(Long.MAX_VALUE);
      await();
    }
    return false;
  }

  private void await() {
    LoopThread.requireOther("The next item of " + input.name());
    reader = Thread.currentThread();
    if (input.isEmpty() && input.end() == null && !closed) {
      LockSupport.park(this);
    }
    reader = null;
    if (Thread.currentThread().isInterrupted() && input.end() == null) {
      throw new RpcCancelledException(
          input.name() + ": the thread that reads the caller's stream was interrupted",
          new InterruptedException(),
          true);
    }
  }

  @Override
  public void wake() {
    LockSupport.unpark(reader);
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED;
  }
}
