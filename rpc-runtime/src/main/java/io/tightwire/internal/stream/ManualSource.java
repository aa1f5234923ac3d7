package io.tightwire.internal.stream;

import io.tightwire.codec.Codec;

/**
 * Items that threads of the user emit one by one, each if there is credit for it. Confined to one
 * thread at a time, but for what {@link ItemStream.Source} declares.
 */
public final class ManualSource<T> implements ItemStream.Source {

  private final ItemStream items;
  private final Codec<T> codec;
  private final Runnable onChange;

  /** The number of items that may still be emitted of the acquired credit. */
  private long allowance;

  /**
   * Creates a source.
   *
   * @param onChange is run, by any thread, when there may be credit or the stream is cancelled;
   *     must not block
   */
  public ManualSource(ItemStream items, Codec<T> codec, Runnable onChange) {
    this.items = items;
    this.codec = codec;
    this.onChange = onChange;
  }

  /**
   * Emits an item if there is credit for it, and room for its bytes.
   *
   * @return whether it was emitted; if not, {@code onChange} is run when it may be
   * @throws io.tightwire.codec.CodecException if it can't be encoded
   */
  public boolean tryEmit(T item) {
    if (allowance == 0) {
      allowance = items.acquireCredit();
    }
    if (allowance == 0 || !items.hasRoom()) {
      return false;
    }
    items.emit(codec, item);
    allowance--;
    return true;
  }

  @Override
  public void advance() {
    onChange.run();
  }

  @Override
  public void release() {
    onChange.run();
  }
}
