package io.tightwire.internal;

import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.FrameReader;

/**
 * The allocation budget of a state machine for a peer's actions. Most of it is for exceptions,
 * which are as large as the stack is deep where they are made: several times deeper under a fuzzer
 * than on a loop's thread. Confined to one thread.
 */
public final class Budget {

  /** The state machine itself, the calls that a test makes, and its checks. */
  private static final int AT_LEAST = 64 * 1024;

  /** Tables of calls, and texts about why it was lost. */
  private static final int CONNECTION = 16 * 1024;

  /** Two exceptions and a response. */
  private static final int BAD_FRAME = 16 * 1024;

  /** Any event, and frames about it. */
  private static final int EVENT = 2 * 1024;

  /** A share of the smallest frame that has an exception for its response, and twenty bytes. */
  private static final int BYTE = 512;

  private long bytes;

  /** Nothing was done yet. */
  public void clear() {
    bytes = AT_LEAST;
  }

  /** A peer came. */
  public void connection() {
    bytes += CONNECTION;
  }

  /** Something else happened. */
  public void event() {
    bytes += EVENT;
  }

  /** A peer sent a message. */
  public void message(byte[] message) {
    bytes += (long) BYTE * message.length;
    FrameReader frames = new FrameReader(message);
    while (frames.hasNext()) {
      try {
        var unused = frames.next();
      } catch (BadFrameException e) {
        bytes += BAD_FRAME;
      }
    }
  }

  public long bytes() {
    return bytes;
  }
}
