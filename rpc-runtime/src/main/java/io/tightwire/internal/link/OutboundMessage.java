package io.tightwire.internal.link;

import java.util.Arrays;

/**
 * A message for one peer: a part of an array that does not change any more. Handed from the loop
 * thread to the thread that writes it, or to another loop; confined to one of them at a time.
 */
public final class OutboundMessage {

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final InFlightBytes inFlight;
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
