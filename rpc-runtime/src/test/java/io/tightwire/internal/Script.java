package io.tightwire.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A fuzzer's input for a state machine, as bytes. Below 0xf0: the length of a message that follows.
 * 0xff: all that follows is one message. Else: something happens, and which it is. Any bytes are a
 * script, and a change to some of them leaves the rest as it is. Confined to one thread.
 */
public final class Script {

  private static final int FIRST_EVENT = 0xf0;
  private static final int REST = 0xff;

  /** The state machine that a script is played on. */
  public interface Stage {
    /** Receives a message from the peer. */
    void message(byte[] message);

    /** Plays an event, or nothing, if no event has that number. */
    void event(int which);
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Plays a script to its end. */
  public static void play(byte[] script, Stage stage) {
    int at = 0;
    while (at < script.length) {
      int step = script[at++] & 0xff;
      if (step >= FIRST_EVENT && step < REST) {
        stage.event(step - FIRST_EVENT);
      } else {
        int rest = script.length - at;
        int length = step == REST ? rest : Math.min(step, rest);
        stage.message(Arrays.copyOfRange(script, at, at + length));
        at += length;
      }
    }
  }

  /** Appends a message. */
  public Script message(byte[]... frames) {
    int length = Arrays.stream(frames).mapToInt(frame -> frame.length).sum();
    if (length >= FIRST_EVENT) {
      throw new IllegalArgumentException("A long message can only be the last");
    }
    bytes.write(length);
    for (byte[] frame : frames) {
      bytes.writeBytes(frame);
    }
    return this;
  }

  /** Appends an event. */
  public Script event(int which) {
    bytes.write(FIRST_EVENT + which);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
