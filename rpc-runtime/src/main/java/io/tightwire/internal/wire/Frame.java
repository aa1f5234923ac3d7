package io.tightwire.internal.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One received frame: its header is decoded, user values are left as bytes. {@code
 * docs/PROTOCOL.md} explains each. Immutable.
 */
public sealed interface Frame {

  /** The protocol version that this side speaks. */
  int VERSION = 1;

  /** REQUEST flag: no response wanted. */
  int ONE_WAY = 1;

  /** REQUEST flag: the caller expects a stream. */
  int STREAMING = 2;

  /** REQUEST flag: the caller sends a stream too, whose items follow. */
  int WITH_INPUT = 4;

  /** Returns the id of the call that the frame is about; 0 if it is about the connection. */
  default long id() {
    return 0;
  }

  /**
   * Returns the message for a frame that is not meant for the side that received it.
   *
   * @param side the side that received it
   */
  default String notUnderstoodBy(String side) {
    return side + " does not understand " + getClass().getSimpleName() + " frames";
  }

  /**
   * The first frame of each side.
   *
   * @param maxMessageSize the largest message that the sender takes, in bytes
   * @param services the names of the sender's methods by service, encoded; null if it names none
   * @param fingerprints of the sender's methods, encoded; null if it names none
   */
  record Hello(
      int version,
      String agent,
      long maxMessageSize,
      @Nullable Slice services,
      @Nullable Slice fingerprints)
      implements Frame {

    /** Creates one that names no methods. */
    public Hello(int version, String agent, long maxMessageSize) {
      this(version, agent, maxMessageSize, null, null);
    }
  }

  /**
   * A call.
   *
   * @param path {@code service/method}, UTF-8
   * @param remainingMillis the remaining time, or -1
   * @param metadata a map of strings, checked to be one, or nil
   * @param arguments an array
   */
  record Request(
      long id, Slice path, int flags, long remainingMillis, Slice metadata, Slice arguments)
      implements Frame {

    public boolean isOneWay() {
      return (flags & ONE_WAY) != 0;
    }

    public boolean isStreaming() {
      return (flags & STREAMING) != 0;
    }

    public boolean hasInput() {
      return (flags & WITH_INPUT) != 0;
    }

    /** Returns the request without any bytes of the message that it came in. */
    public Request withoutContent() {
      return new Request(id, Slice.EMPTY, flags, remainingMillis, Slice.EMPTY, Slice.EMPTY);
    }
  }

  record Result(long id, Slice value) implements Frame, Outcome {

    @Override
    public boolean isSuccess() {
      return true;
    }
  }

  /**
   * A call, or with id 0 a connection, that failed.
   *
   * @param message what went wrong; null only if there is a type
   * @param type the class name of what the handler threw; null if no handler's exception is the
   *     cause
   * @param state the declared exception's state: an array, or nil
   * @param mayHaveExecuted whether the handler may have started
   */
  record Failure(
      long id,
      String status,
      @Nullable String message,
      @Nullable String type,
      @Nullable String stackTrace,
      Slice state,
      boolean mayHaveExecuted)
      implements Frame, Outcome {

    @Override
    public boolean isSuccess() {
      return false;
    }

    /** Returns the same failure of a call that may have run in an earlier attempt. */
    public Failure afterEarlierAttempt() {
      return new Failure(id, status, message, type, stackTrace, state, true);
    }
  }

  record Item(long id, Slice value) implements Frame {}

  record End(long id) implements Frame, Outcome {

    @Override
    public boolean isSuccess() {
      return true;
    }
  }

  /**
   * Credit for more items: flow control.
   *
   * @param items how many more
   * @param bytes how many more bytes their values may have in all; {@link Long#MAX_VALUE} if the
   *     frame does not bound them
   */
  record Credit(long id, long items, long bytes) implements Frame {}

  record Cancel(long id, @Nullable String reason) implements Frame {}

  /** The receiver of a call's stream reads no more of it; the call goes on. */
  record Stop(long id) implements Frame {}

  record Ping(Slice payload) implements Frame {}

  record Pong(Slice payload) implements Frame {}

  record GoAway(@Nullable String reason) implements Frame {}

  record Shutdown(long id) implements Frame {}

  /**
   * Which services of the server are not ready; it replaces the former one.
   *
   * @param notReady their names; the empty name is the server as a whole
   */
  record Ready(Set<String> notReady) implements Frame {

    /** The most names, and the most bytes of each. */
    public static final int MAX_NAMES = 1024;

    public static final int MAX_NAME = 1024;
  }

  /** A frame of a kind that this version does not know. */
  record Unknown(long id, int kind) implements Frame {

    @Override
    public String notUnderstoodBy(String side) {
      return side + " does not understand frames of kind " + kind;
    }
  }
}
