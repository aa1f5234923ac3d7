package io.tightwire.internal;

import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.FrameReader;

/**
 * The allocation budget of a state machine for a peer's actions. Most of it is for exceptions,
 * which are as large as the stack is deep where they are made: several times deeper under a fuzzer
 * than on a loop's thread. Confined to one thread.
 */
public final class Budget {

  /** For the state machine, the calls that a test makes, and its checks. */
  private static final int AT_LEAST = 128 * 1024;

  /** For tables of calls, and texts about the loss of the connection. */
  private static final int CONNECTION = 16 * 1024;

  /** For two exceptions and a response. */
  private static final int BAD_FRAME = 16 * 1024;

  /** For any event, and its frames. */
  private static final int EVENT = 2 * 1024;

  /** A share of the smallest frame that has an exception for its response, and twenty bytes. */
  private static final int BYTE = 512;

  private long bytes;

  /** Resets the budget. */
  public void clear() {
    bytes = AT_LEAST;
  }

  /** Adds the share of a new connection. */
  public void connection() {
    bytes += CONNECTION;
  }

  /** Adds the share of another event. */
  public void event() {
    bytes += EVENT;
  }

  /** Adds the share of a message from the peer. */
  public void message(byte[] message) {
    bytes += (long) BYTE * message.length;
    FrameReader frames = new FrameReader().open(message);
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
