package io.tightwire.internal.server;

import io.tightwire.codec.CodecException;
import io.tightwire.stub.MethodDescriptor;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pulls a stream as the client takes its items, and closes it at the end. */
final class IteratorSource<T> implements ItemStream.Source {

  private final ServerCall call;
  private final MethodDescriptor<T> method;
  private final Stream<? extends T> stream;
  private @Nullable Iterator<? extends T> iterator;

  IteratorSource(ServerCall call, MethodDescriptor<T> method, Stream<? extends T> stream) {
    this.call = call;
    this.method = method;
    this.stream = stream;
  }

  @Override
  public void advance() {
    try {
      Iterator<? extends T> items = iterator();
      while (!call.isCancelled()) {
        if (!items.hasNext()) { // asked without credit too: the end needs none
          end();
          return;
        }
        if (!call.items().takeOne()) {
          return;
        }
        call.items().emit(call.core().replies().item(call, method, items.next()));
      }
    } catch (CodecException e) {
      call.unencodable(e);
      end(e);
    } catch (Throwable e) {
      call.fail(e);
      end(e);
    }
  }

  /** Asked of the stream only here: what goes wrong with it closes it, as later does. */
  private Iterator<? extends T> iterator() {
    if (iterator == null) {
      iterator = stream.iterator();
    }
    return iterator;
  }

  private void end() {
    call.items().over();
    stream.close();
    call.complete();
  }

  private void end(Throwable reason) {
    call.items().over();
    try {
      stream.close();
    } catch (Throwable e) {
      reason.addSuppressed(e); // the client is told of what came first
    }
  }

  @Override
  public void release() {
    stream.close();
  }
}
