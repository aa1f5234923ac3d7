package io.tightwire.internal.link.socket;

import io.tightwire.internal.flow.LargeArrays;
import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads large frames one after the other, in memory that grows with the received bytes; the
 * announced length is not believed. Confined to the thread that reads the connection, unless a
 * member says otherwise.
 */
public final class MessageAssembler {

  /** The most bytes that are read at a time; bytes that were not received yet cost nothing. */
  public static final int CHUNK = 256 * 1024;

  /** After this number of chunks it is another connection's turn. */
  private static final int CHUNKS_A_TURN = 4;

  /**
   * Up to that size, memory may be four times the received bytes, so that most messages need no
   * copy.
   */
  private static final int QUICK_GROWTH = 1 << 20;

  private static final byte[] NONE = new byte[0];

  private final InboundBudget.Share budget;

  /** Whether messages are handed out in arrays that are reused. */
  private final boolean reuses;

  private byte[] bytes = NONE;

  /** The size of the array, as far as it counts: one that is reused may be longer. */
  private int capacity;

  private int count;
  private int size;

  /** The largest frame that this peer has sent: the next is likely to be as large. */
  private int largest;

  private @Nullable InboundMessage complete;
  private volatile long receivedAt = Timed.NEVER;

  public MessageAssembler(InboundBudget.Share budget) {
    this(budget, false);
  }

  private MessageAssembler(InboundBudget.Share budget, boolean reuses) {
    this.budget = budget;
    this.reuses = reuses;
  }

  /** Returns an assembler whose messages are in arrays that are reused. */
  public static MessageAssembler reusing(InboundBudget.Share budget) {
    return new MessageAssembler(budget, true);
  }

  /** Begins a frame with those of its bytes that were read with its header. */
  public void begin(int frameSize, ByteBuffer first) {
    size = frameSize;
    count = 0;
    budget.begin(frameSize);
    capacity = first.remaining();
    if (largest >= frameSize && budget.tryAcquire(frameSize)) {
      capacity = frameSize; // it has sent as much before: no copy when more comes
    } else {
      budget.acquire(capacity);
    }
    bytes = array(capacity);
    append(first);
  }

  private byte[] array(int length) {
    return reuses ? LargeArrays.shared().acquire(length) : new byte[length];
  }

  /** Returns whether a frame has begun and is not complete. */
  public boolean isBusy() {
    return size > 0;
  }

  /** Returns whether a frame has begun, and bytes of it came within {@code nanos}. Thread-safe. */
  public boolean isProgressing(long now, long nanos) {
    long at = receivedAt;
    return at != Timed.NEVER && now - at < nanos;
  }

  /**
   * Reads more bytes, if there is memory for them.
   *
   * @return the number of bytes that were read; -1 if the connection has ended
   */
  public int read(ReadableByteChannel from, ByteBuffer chunk) throws IOException {
    int came = 0;
    for (int i = 0; i < CHUNKS_A_TURN && count < size; i++) {
      int wanted = Math.min(size - count, CHUNK);
      boolean grows = count + wanted > capacity;
      if (grows && !budget.admits(grownFor(count + wanted) - capacity)) {
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
    if (needed <= capacity) {
      budget.acquire(0);
      return;
    }
    int grown = grownFor(needed);
    budget.acquire(grown - capacity);
    capacity = grown;
    byte[] larger = array(grown);
    System.arraycopy(bytes, 0, larger, 0, count);
    if (reuses) {
      LargeArrays.shared().release(bytes);
    }
    bytes = larger;
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
    complete =
        reuses && size >= LargeArrays.LEAST
            ? new InboundMessage(new LargeBytes(bytes, size), budget)
            : new InboundMessage(bytes, budget);
    budget.complete();
    forget();
  }

  private void forget() {
    bytes = NONE;
    capacity = 0;
    size = 0;
    count = 0;
    receivedAt = Timed.NEVER;
  }

  /** Returns whether a frame is complete and was not taken yet. */
  public boolean isComplete() {
    return complete != null;
  }

  /** Returns the complete frame, once; null if there is none, or it has another size. */
  public @Nullable InboundMessage take(int frameSize) {
    InboundMessage message = complete;
    complete = null;
    return message != null && message.bytes().length == frameSize ? message : null;
  }

  /** Returns the frame that is complete, once. */
  public InboundMessage take() {
    InboundMessage message = complete;
    complete = null;
    return Objects.requireNonNull(message, "no frame is complete");
  }

  /** Releases the memory, since the connection is closed. */
  public void close() {
    forget();
    complete = null;
    budget.close();
  }
}
