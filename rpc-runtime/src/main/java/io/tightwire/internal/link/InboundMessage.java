package io.tightwire.internal.link;

import io.tightwire.internal.flow.LargeBytes;
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
  private @Nullable LargeBytes large;

  /** Creates a small message, which no budget counts. */
  public InboundMessage(byte[] bytes) {
    this(bytes, null, 0);
  }

  /** Creates a message that counts until it is {@linkplain #take taken}. */
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

  /**
   * Creates a large message.
   *
   * @param budget counts it until it is {@linkplain #takeLarge taken}; null for none
   */
  public InboundMessage(LargeBytes large, InboundBudget.@Nullable Share budget) {
    this.bytes = NONE;
    this.large = large;
    this.budget = budget;
    this.counted = large.length();
  }

  /** Returns the bytes; none once they were taken. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the large message, as {@link #take} does; null if it is small, or was taken. */
  public @Nullable LargeBytes takeLarge() {
    LargeBytes taken = large;
    large = null;
    if (budget != null && taken != null) {
      budget.release(counted);
    }
    return taken;
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

  /** Drops the message: its memory does not count any more. */
  public void drop() {
    LargeBytes unread = takeLarge();
    if (unread != null) {
      unread.release();
    }
    byte[] unused = take();
  }
}
