package io.tightwire.internal.wire;

/**
 * The numbers of the frame types, as {@code docs/PROTOCOL.md} lists them. Constants only.
 *
 * <p>Immutable.
 */
final class FrameType {

  static final int HELLO = 0;
  static final int REQUEST = 1;
  static final int RESULT = 2;
  static final int ERROR = 3;
  static final int ITEM = 4;
  static final int END = 5;
  static final int CREDIT = 6;
  static final int CANCEL = 7;
  static final int PING = 8;
  static final int PONG = 9;
  static final int GOAWAY = 10;
  static final int SHUTDOWN = 11;
  static final int STOP = 12;
  static final int READY = 13;

  private FrameType() {}
}
