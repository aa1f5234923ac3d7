package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A channel that returns what it was given and keeps what it takes, a few bytes at a time. */
public final class FakeChannel implements ByteChannel {

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private int atATime = Integer.MAX_VALUE;

  /** Gives it bytes, once those before were read. */
  public void arrive(byte[] arrived) {
    assertThat(hasMore()).isFalse();
    bytes = ByteBuffer.wrap(arrived);
  }

  /** Sets how many bytes it returns or takes at a time. */
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
  public int write(ByteBuffer from) {
    int count = Math.min(atATime, from.remaining());
    for (int i = 0; i < count; i++) {
      taken.write(from.get());
    }
    return count;
  }

  /** Returns the bytes that it has taken since they were returned before. */
  public byte[] takeWritten() {
    byte[] bytes = taken.toByteArray();
    taken.reset();
    return bytes;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
