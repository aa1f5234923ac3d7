package io.tightwire.internal.flow;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A large message: the first bytes of an array, which is used for another message once its only
 * reader has released it. If nobody does, the collector takes it. Thread-safe.
 */
public final class LargeBytes {

  private final byte[] array;
  private final int length;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * Creates a message in an array that nothing else uses.
   *
   * @param array from {@link LargeArrays}, or a new one
   * @param length the number of its bytes that are the message
   */
  public LargeBytes(byte[] array, int length) {
    this.array = array;
    this.length = length;
  }

  /** Returns the array; only its first {@link #length()} bytes are the message. */
  public byte[] array() {
    return array;
  }

  /** Returns the number of bytes of the message. */
  public int length() {
    return length;
  }

  /** Returns the message in an array of its own. */
  public byte[] copy() {
    return Arrays.copyOf(array, length);
  }

  /** Gives the array up: nobody reads the message any more. Repeated calls do nothing. */
  public void release() {
    if (released.compareAndSet(false, true)) {
      LargeArrays.shared().release(array);
    }
  }

  /**
   * Checks that the message was not released: then its bytes may be those of another one.
   *
   * @throws IllegalStateException if it was
   */
  public void requireUnreleased() {
    if (released.get()) {
      throw new IllegalStateException("The message was read already, and its memory is reused");
    }
  }
}
