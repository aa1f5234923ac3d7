package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * A message that was received, with its part of the memory that large messages share. Handed from
 * the thread that reads it to the loop thread; confined to one of them at a time.
 */
public final class InboundMessage {

  private static final byte[] NONE = new byte[0];

  private final InboundBudget.@Nullable Share budget;

  /** How many bytes count. */
  private final int counted;

  private byte[] bytes;

  /** Creates a small message, which no budget counts. */
  public InboundMessage(byte[] bytes) {
    this(bytes, null, 0);
  }

  /** Creates a large message, which counts until it is {@linkplain #take taken}. */
  public InboundMessage(byte[] bytes, InboundBudget.Share budget) {
    this(bytes, budget, bytes.length);
  }

  private InboundMessage(byte[] bytes, InboundBudget.@Nullable Share budget, int counted) {
    this.bytes = bytes;
    this.budget = budget;
    this.counted = counted;
  }

  /** Returns a message with other bytes that takes this one's place, and counts as this one. */
  public InboundMessage with(byte[] contents) {
    bytes = NONE;
    return new InboundMessage(contents, budget, counted);
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
      budget.release(counted);
    }
    return taken;
  }
}
