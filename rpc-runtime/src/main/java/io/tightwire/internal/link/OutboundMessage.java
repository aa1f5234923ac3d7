package io.tightwire.internal.link;

import io.tightwire.internal.flow.LargeArrays;
import java.util.Arrays;

/**
 * A message for one peer: a part of an array that does not change until the message is {@linkplain
 * #release released}. Handed from the loop thread to the thread that writes it, or to another loop;
 * confined to one of them at a time.
 */
public final class OutboundMessage {

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final InFlightBytes inFlight;
  private boolean reusable;
  private boolean begun;

  /**
   * Creates a message.
   *
   * @param inFlight notified when the message begins to be written
   */
  public OutboundMessage(byte[] bytes, int offset, int length, InFlightBytes inFlight) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.inFlight = inFlight;
  }

  /** Creates a message whose array may be used for another one once it has left. */
  public static OutboundMessage reusable(byte[] bytes, int length, InFlightBytes inFlight) {
    OutboundMessage message = new OutboundMessage(bytes, 0, length, inFlight);
    message.reusable = true;
    return message;
  }

  /** Returns the array that holds the message, from {@link #offset()}. */
  public byte[] array() {
    return bytes;
  }

  /** Returns where in the array the message begins. */
  public int offset() {
    return offset;
  }

  /** Returns the number of its bytes. */
  public int size() {
    return length;
  }

  /**
   * Returns the bytes of the message, which are the caller's; copied only if the array has others.
   */
  public byte[] contents() {
    return offset == 0 && length == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Records that nothing reads it any more: its last byte has left. Repeated calls do nothing. */
  public void release() {
    if (reusable) {
      reusable = false;
      LargeArrays.shared().release(bytes);
    }
  }

  /**
   * Records that it begins to be written, or was taken by another loop. Repeated calls do nothing.
   */
  public void begin() {
    if (!begun) {
      begun = true;
      inFlight.onBegun(length);
    }
  }
}
