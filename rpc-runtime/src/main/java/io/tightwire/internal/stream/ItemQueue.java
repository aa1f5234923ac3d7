package io.tightwire.internal.stream;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The encoded items of one stream, from the source's thread to the loop. Frames are written one
 * behind the other into chunks, from which the loop polls those that are complete. So an item costs
 * neither a lock nor an object. Memory counts by the chunk.
 *
 * <p>{@link #write} is confined to one thread at a time, the rest to the loop thread.
 */
public final class ItemQueue {

  /** The largest chunk, in bytes, unless a single frame is larger. */
  static final int CHUNK = 16 * 1024;

  private static final int FIRST_CHUNK = 256;

  private static final long CLOSED = -1;

  private final long id;
  private final int head;
  private final ItemBytes bytes;

  /** The bytes of chunks that are acquired, or {@link #CLOSED}. Changed by both threads. */
  private final AtomicLong acquired = new AtomicLong();

  /** The chunk of the next frame, if it fits. Confined to the writing thread. */
  private Chunk writing = new Chunk(new byte[0], 0);

  /** The size of the latest frame; the next one is probably as large. */
  private int lastSize = 32;

  /** The chunk that is polled. Confined to the loop thread. */
  private Chunk reading = writing;

  /**
   * Frames to be sent, one behind the other. Immutable.
   *
   * @param count how many there are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Run(byte[] buffer, int offset, int length, int count) {}

  /**
   * Creates an empty queue.
   *
   * @param bytes counts the memory of the chunks
   */
  ItemQueue(long id, ItemBytes bytes) {
    this.id = id;
    this.bytes = bytes;
    this.head = FrameWriter.headLength(id);
  }

  /**
   * Encodes an item and adds it.
   *
   * @return the size of its frame in bytes
   * @throws io.tightwire.codec.CodecException if it can't be encoded or the frame is larger than
   *     {@code maxSize}; the queue is as it was
   */
  <T> int write(Codec<T> codec, @Nullable T value, int maxSize) {
    Chunk chunk = writing;
    // A chunk that grows is copied as a whole. So a new one begins when the item will not fit.
    Chunk target = chunk.hasRoom(lastSize) ? chunk : chunk.successor();
    int from = Chunk.end(target.written);
    WireWriter out = FrameWriter.item(target.buffer, from, id, codec, value, maxSize);
    if (out.buffer() != target.buffer) {
      target = new Chunk(out.buffer(), from); // the item was larger than expected
    }
    target.publish(out.size());
    if (target != chunk) {
      acquire(target.buffer.length);
      chunk.next = target;
      writing = target;
    }
    lastSize = out.size() - from;
    return lastSize;
  }

  /**
   * Takes out complete frames.
   *
   * @param maxBytes the most bytes that they may have together, unless a single frame has more
   * @param credit the most bytes that their values may have together; the last value may exceed it.
   *     Greater than zero
   * @return null if there are none
   */
  @Nullable Run poll(int maxBytes, long credit) {
    Chunk chunk = reading;
    Chunk next = chunk.next; // read before written: a chunk with a successor gets no more frames
    if (next != null && chunk.isRead()) {
      release(chunk.buffer.length);
      chunk = next;
      reading = chunk;
    }
    long written = chunk.written;
    int count = Chunk.count(written) - chunk.readCount;
    if (count == 0) {
      return null;
    }
    int from = chunk.readTo;
    int length = Chunk.end(written) - from;
    if (length > maxBytes || length - (long) count * head >= credit) {
      return chunk.read(split(chunk.buffer, from, length, maxBytes, credit));
    }
    return chunk.read(new Run(chunk.buffer, from, length, count));
  }

  private void acquire(int size) {
    long before = acquired.getAndUpdate(now -> now == CLOSED ? CLOSED : now + size);
    if (before != CLOSED) {
      bytes.acquire(size);
    }
  }

  private void release(int size) {
    long before = acquired.getAndUpdate(now -> now == CLOSED ? CLOSED : now - size);
    if (before != CLOSED) {
      bytes.release(size);
    }
  }

  /** Releases all memory, since nothing is polled any more. */
  void close() {
    long before = acquired.getAndSet(CLOSED);
    if (before != CLOSED) {
      bytes.release(before);
    }
  }

  /** Returns as many of the frames as the limits allow, one at least. */
  private Run split(byte[] buffer, int from, int length, int maxBytes, long credit) {
    WireReader frames = new WireReader(buffer, from, length);
    int to = from;
    int count = 0;
    long left = credit;
    while (left > 0 && !frames.isAtEnd()) {
      FrameReader.skipFrame(frames);
      int size = frames.position() - to;
      if (count > 0 && to + size - from > maxBytes) {
        break;
      }
      to += size;
      count++;
      left -= size - head;
    }
    return new Run(buffer, from, to - from, count);
  }

  /** Returns how many bytes the values in a run have together. */
  long valueBytes(Run run) {
    return run.length() - (long) run.count() * head;
  }

  boolean isEmpty() {
    return reading.isRead() && reading.next == null;
  }

  /**
   * Frames one behind the other, shared by both threads. A chunk that has a successor gets no more
   * frames.
   */
  private static final class Chunk {

    private static final int COUNT_SHIFT = 32;

    final byte[] buffer;

    /** The number of frames, in the upper half, and where the last of them ends: one write. */
    private volatile long written;

    /** The successor, which has a frame; null as long as there is none. */
    volatile @Nullable Chunk next;

    // Confined to the loop thread.
    int readTo;
    int readCount;

    Chunk(byte[] buffer, int from) {
      this.buffer = buffer;
      this.written = from;
      this.readTo = from;
    }

    static int end(long written) {
      return (int) written;
    }

    static int count(long written) {
      return (int) (written >>> COUNT_SHIFT);
    }

    boolean hasRoom(int size) {
      return buffer.length - end(written) >= size;
    }

    /** Creates the next chunk, which is larger up to a limit, since few streams have many items. */
    Chunk successor() {
      return new Chunk(new byte[Math.min(CHUNK, Math.max(FIRST_CHUNK, 2 * buffer.length))], 0);
    }

    void publish(int end) {
      written = (count(written) + 1L) << COUNT_SHIFT | end;
    }

    boolean isRead() {
      return end(written) == readTo;
    }

    Run read(Run run) {
      readTo += run.length();
      readCount += run.count();
      return run;
    }
  }
}
