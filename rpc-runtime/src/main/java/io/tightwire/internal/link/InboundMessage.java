package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * A message that was received, with its part of the memory that large messages share. Handed from
 * the thread that reads it to the loop thread; confined to one of them at a time.
 */
public final class InboundMessage {

  private static final byte[] NONE = new byte[0];

  private final InboundBudget.@Nullable Share budget;
  private byte[] bytes;

  /** Creates a small message, which no budget counts. */
  public InboundMessage(byte[] bytes) {
    this.bytes = bytes;
    this.budget = null;
  }

  /** Creates a large message, which counts until it is {@linkplain #take taken}. */
  public InboundMessage(byte[] bytes, InboundBudget.Share budget) {
    this.bytes = bytes;
    this.budget = budget;
  }

  /** Returns the bytes; none once they were taken. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the bytes, which the caller owns from now on; they are not kept or counted here. */
  public byte[] take() {
    byte[] taken = bytes;
    bytes = NONE;
    if (budget != null && taken != NONE) {
      budget.release(taken.length);
    }
    return taken;
  }
}
