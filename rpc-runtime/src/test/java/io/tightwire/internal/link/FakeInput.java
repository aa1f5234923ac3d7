package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A channel that has the bytes it was given, and may return a few of them at a time. */
public final class FakeInput implements ReadableByteChannel {

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int atATime = Integer.MAX_VALUE;

  /** Gives it bytes, once those before were read. */
  public void arrive(byte[] arrived) {
    assertThat(hasMore()).isFalse();
    bytes = ByteBuffer.wrap(arrived);
  }

  /** Sets how many bytes it returns at a time. */
  public void limit(int count) {
    atATime = count;
  }

  public boolean hasMore() {
    return bytes.hasRemaining();
  }

  @Override
  public int read(ByteBuffer into) {
    int count = Math.min(Math.min(atATime, into.remaining()), bytes.remaining());
    into.put(bytes.slice().limit(count));
    bytes.position(bytes.position() + count);
    return count;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
