package io.tightwire.internal.stream;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pulls a {@link Stream} as the receiver takes its items, and closes it at the end. Confined to one
 * thread at a time.
 */
public final class IteratorSource<T> implements ItemStream.Source {

  private final ItemStream items;
  private final SourceOutcome outcome;
  private final Codec<T> codec;
  private final Stream<? extends T> stream;
  private @Nullable Iterator<? extends T> iterator;

  /** The number of items that may still be emitted of the acquired credit. */
  private long allowance;

  /**
   * Creates a source.
   *
   * @param outcome is told of the stream's end
   */
  public IteratorSource(
      ItemStream items, SourceOutcome outcome, Codec<T> codec, Stream<? extends T> stream) {
    this.items = items;
    this.outcome = outcome;
    this.codec = codec;
    this.stream = stream;
  }

  @Override
  public void advance() {
    try {
      Iterator<? extends T> next = iterator();
      while (!items.isCancelled()) {
        if (!next.hasNext()) { // asked without credit too: the end needs none
          complete();
          return;
        }
        if (!mayEmit()) {
          return;
        }
        allowance--;
        items.emit(codec, next.next());
      }
    } catch (CodecException e) {
      outcome.failUnencodable(e);
      closeAfter(e);
    } catch (Throwable e) {
      outcome.fail(e);
      closeAfter(e);
    }
  }

  private boolean mayEmit() {
    if (allowance == 0) {
      allowance = items.acquireCredit();
    }
    return allowance > 0 && items.hasRoom();
  }

  /** Opened only here, so that a failure to open it closes the stream as a later failure does. */
  private Iterator<? extends T> iterator() {
    if (iterator == null) {
      iterator = stream.iterator();
    }
    return iterator;
  }

  private void complete() {
    items.sourceEnded();
    stream.close();
    outcome.complete();
  }

  private void closeAfter(Throwable reason) {
    items.sourceEnded();
    try {
      stream.close();
    } catch (Throwable e) {
      reason.addSuppressed(e); // the receiver is told of the first failure
    }
  }

  @Override
  public void release() {
    stream.close();
  }
}
