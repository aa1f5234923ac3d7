package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one large frame after the other, in memory that grows with what has come: JeroMQ would
 * allocate what is announced. It gets each frame when it is complete. Confined to the I/O thread,
 * unless it says otherwise.
 */
final class MessageAssembler {

  /** The most that is read at a time; bytes that have not come yet cost nothing. */
  static final int CHUNK = 256 * 1024;

  /** After this number of chunks it is another connection's turn. */
  private static final int CHUNKS_A_TURN = 4;

  /** Up to that size, memory may be four times what has come: most messages need no copy then. */
  private static final int QUICK_GROWTH = 1 << 20;

  private static final byte[] NONE = new byte[0];

  private final InboundBudget.Share budget;
  private byte[] bytes = NONE;
  private int count;
  private int size;

  /** The largest frame that this peer has sent: the next is likely to be as large. */
  private int largest;

  private @Nullable InboundMessage complete;
  private volatile long receivedAt = Timed.NEVER;

  MessageAssembler(InboundBudget.Share budget) {
    this.budget = budget;
  }

  /** Begins a frame with those of its bytes that were read with its header. */
  void begin(int frameSize, ByteBuffer first) {
    size = frameSize;
    count = 0;
    budget.begin(frameSize);
    budget.acquire(first.remaining());
    bytes = new byte[first.remaining()];
    append(first);
  }

  /** Returns whether a frame has begun that JeroMQ does not have yet. */
  boolean isBusy() {
    return size > 0;
  }

  /**
   * Returns whether a frame has begun, and bytes of it came within {@code nanos}. Safe for use by
   * many threads.
   */
  boolean isProgressing(long now, long nanos) {
    long at = receivedAt;
    return at != Timed.NEVER && now - at < nanos;
  }

  /**
   * Reads on, if there is memory for it.
   *
   * @return how many bytes came; -1 if the connection has ended
   */
  int read(ReadableByteChannel from, ByteBuffer chunk) throws IOException {
    int came = 0;
    for (int i = 0; i < CHUNKS_A_TURN && count < size; i++) {
      int wanted = Math.min(size - count, CHUNK);
      boolean grows = count + wanted > bytes.length;
      if (grows && !budget.admits(grownFor(count + wanted) - bytes.length)) {
        break;
      }
      int read = from.read(chunk.clear().limit(wanted));
      if (grows) {
        grow(count + Math.max(read, 0));
      }
      if (read < 0) {
        return read;
      }
      append(chunk.flip());
      came += read;
      if (read < wanted) {
        break;
      }
    }
    if (count == size) {
      finish();
    }
    return came;
  }

  private int grownFor(int needed) {
    long generous = Math.max(2L * needed, Math.min(4L * needed, QUICK_GROWTH));
    return (int) Math.min(size, Math.max(generous, largest));
  }

  private void grow(int needed) {
    if (needed <= bytes.length) {
      budget.acquire(0);
      return;
    }
    int capacity = grownFor(needed);
    budget.acquire(capacity - bytes.length);
    bytes = Arrays.copyOf(bytes, capacity);
    if (capacity == size) {
      budget.promise();
    }
  }

  private void append(ByteBuffer from) {
    int more = from.remaining();
    from.get(bytes, count, more);
    count += more;
    if (more > 0) {
      budget.progress(more);
      receivedAt = System.nanoTime();
    }
  }

  private void finish() {
    largest = Math.max(largest, size);
    complete = new InboundMessage(bytes, budget);
    budget.complete();
    forget();
  }

  private void forget() {
    bytes = NONE;
    size = 0;
    count = 0;
    receivedAt = Timed.NEVER;
  }

  /** Returns whether a frame is complete that JeroMQ does not have yet. */
  boolean isComplete() {
    return complete != null;
  }

  /** The frame that is complete, once; null if none is, or not of that size. */
  @Nullable InboundMessage take(int frameSize) {
    InboundMessage message = complete;
    complete = null;
    return message != null && message.bytes().length == frameSize ? message : null;
  }

  /** The connection is closed. */
  void close() {
    forget();
    complete = null;
    budget.close();
  }
}
