package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.RefusedInputException;
import org.jspecify.annotations.Nullable;

/**
 * The security mechanism of one connection: its handshake, and what is done to messages on their
 * way. Confined to the loop thread.
 */
interface ZmtpMechanism {

  /** The connection. Confined to the loop thread. */
  interface Wire {

    /** Writes a command, in its frame, while no message is being written. */
    void control(byte[] frame);

    /** Writes a PONG, in its frame, after the present message. */
    void pong(byte[] frame);

    /** Writes a message, while none is being written, and releases it afterwards. */
    void message(OutboundMessage message);

    /** Writes a message, while none is being written. */
    void message(byte[] bytes, int offset, int length);

    /** Returns whether everything is written. */
    boolean isDrained();

    /** Records that the handshake is complete. */
    void open();

    /** Ends the connection, since the other side may not connect, once that was written. */
    void refuse(String why);

    /** Hands a message over. */
    void deliver(InboundMessage message);

    /** Returns whether the connection has not ended. */
    boolean goesOn();

    /** Reads on, after {@link ZmtpMechanism#isReadingHeld()} was true. */
    void readOn();

    /** Ends the connection, for what came or for a failure of this side. */
    void fail(Throwable cause);

    /** Ends the connection, since this side has failed to encrypt a message. */
    void failToEncrypt(Throwable cause);
  }

  /** Sets the connection, before anything else is called. */
  void attach(Wire connection);

  /** Returns this side's greeting. */
  byte[] greeting();

  /** Handles the other side's greeting. */
  void onGreeting(byte[] greeting) throws RefusedInputException;

  /** Handles a command. */
  void onCommand(byte[] command) throws RefusedInputException;

  /**
   * Handles a frame that is a message, or a part of one.
   *
   * @param whole false if it is one part of several
   */
  void onMessage(InboundMessage frame, boolean whole) throws RefusedInputException;

  /** Returns whether frames are handed over as they are, so that their memory can be reused. */
  default boolean isPlain() {
    return false;
  }

  /** Returns the most bytes of small messages that may be read at a time. */
  default int maxRead() {
    return Integer.MAX_VALUE;
  }

  /** Handles the end of what was read at a time. */
  default void onReadEnd() throws RefusedInputException {}

  /** Delivers messages that have become ready, before more is read. */
  default void deliverReady() throws RefusedInputException {}

  /** Returns whether nothing more is to be read until {@link Wire#readOn}. */
  default boolean isReadingHeld() {
    return false;
  }

  /** Returns whether the handshake is complete, so that messages may flow. */
  boolean isComplete();

  /** Checks that a message may come now. */
  void requireComplete() throws RefusedInputException;

  /** Returns whether the other side has said that it does not accept this one. */
  default boolean isRefused() {
    return false;
  }

  /** Returns the public key that the other side has proven to have; null for none. */
  default @Nullable String peerKey() {
    return null;
  }

  /** Sends a message, while none is {@linkplain #isSending being sent} or written. */
  void send(OutboundMessage message);

  /** Returns whether a message was sent that is not yet being written. */
  default boolean isSending() {
    return false;
  }

  /** Records that everything is written. */
  default void onDrained() {}

  /** Releases what it holds, since the connection has ended. */
  default void end() {}
}
