package io.tightwire.internal.server;

import io.tightwire.codec.CodecException;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.stub.MethodDescriptor;
import java.util.Iterator;
import java.util.stream.Stream;

/** Pulls a stream as the client takes its items, and closes it at the end. */
final class IteratorSource<T> implements ItemStream.Source {

  private final ServerCall call;
  private final MethodDescriptor<T> method;
  private final Stream<? extends T> stream;
  private final Iterator<? extends T> iterator;

  IteratorSource(ServerCall call, MethodDescriptor<T> method, Stream<? extends T> stream) {
    this.call = call;
    this.method = method;
    this.stream = stream;
    this.iterator = stream.iterator();
  }

  @Override
  public void advance() {
    try {
      while (!call.isCancelled()) {
        if (!iterator.hasNext()) { // asked without credit too: the end needs none
          end();
          return;
        }
        if (!call.items().takeOne()) {
          return;
        }
        call.items().emit(call.core().replies().item(call.id(), method, iterator.next()));
      }
    } catch (CodecException e) {
      call.answer(call.core().replies().unencodable(call.id(), method, e));
      end(e);
    } catch (Throwable e) {
      call.fail(e);
      end(e);
    }
  }

  private void end() {
    call.items().over();
    stream.close();
    call.answer(FrameWriter.end(call.id()));
  }

  private void end(Throwable reason) {
    call.items().over();
    try {
      stream.close();
    } catch (RuntimeException e) {
      reason.addSuppressed(e); // the client is told of what came first
    }
  }

  @Override
  public void release() {
    stream.close();
  }
}
