package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.socket.RefusedInputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records what a decoder finds, and assembles large messages as a connection does. Confined to the
 * test's thread.
 */
final class RecordedFrames implements ZmtpDecoder.Handler {

  final List<String> frames = new ArrayList<>();
  final List<byte[]> messages = new ArrayList<>();
  private final ZmtpDecoder decoder;

  /** The large message that is being assembled; empty if none is. */
  private ByteBuffer large = ByteBuffer.allocate(0);

  RecordedFrames(ZmtpDecoder decoder) {
    this.decoder = decoder;
  }

  /** Hands over bytes in pieces of some size. */
  void take(byte[] bytes, int piece) throws RefusedInputException {
    for (int from = 0; from < bytes.length; ) {
      int count = Math.min(piece, bytes.length - from);
      if (large.hasRemaining()) {
        count = Math.min(count, large.remaining());
        large.put(bytes, from, count);
        decoder.countLargeMessage(count);
        endIfComplete();
      } else {
        decoder.decode(ByteBuffer.wrap(bytes, from, count), this);
      }
      from += count;
    }
  }

  private void endIfComplete() {
    if (!large.hasRemaining()) {
      add(large.array(), decoder.endLargeMessage());
      large = ByteBuffer.allocate(0);
    }
  }

  @Override
  public void onGreeting(byte[] greeting) {
    frames.add("greeting");
  }

  @Override
  public void onCommand(byte[] command) {
    frames.add("command of " + command.length);
  }

  @Override
  public void onMessage(byte[] message, boolean whole) {
    add(message, whole);
  }

  private void add(byte[] message, boolean whole) {
    frames.add((whole ? "message of " : "part of ") + message.length);
    messages.add(Arrays.copyOf(message, message.length));
  }

  @Override
  public void onLargeMessage(int size, ByteBuffer first) {
    large = ByteBuffer.allocate(size).put(first);
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
