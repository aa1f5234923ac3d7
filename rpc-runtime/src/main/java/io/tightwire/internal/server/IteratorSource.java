package io.tightwire.internal.server;

import io.tightwire.codec.CodecException;
import io.tightwire.generated.MethodDescriptor;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pulls a stream as the client takes its items, and closes it at the end. */
final class IteratorSource<T> implements ItemStream.Source {

  private final ServerCall call;
  private final MethodDescriptor<T> method;
  private final Stream<? extends T> stream;
  private @Nullable Iterator<? extends T> iterator;

  /** How many items may be emitted of what was taken of the credit. */
  private long allowance;

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
        if (!mayEmit()) {
          return;
        }
        allowance--;
        call.items().emit(method, items.next());
      }
    } catch (CodecException e) {
      call.unencodable(e);
      end(e);
    } catch (Throwable e) {
      call.fail(e);
      end(e);
    }
  }

  private boolean mayEmit() {
    if (allowance == 0) {
      allowance = call.items().takeCredit();
    }
    return allowance > 0 && call.items().hasRoom();
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
